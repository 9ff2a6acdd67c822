import type { ErrorCode } from '../../shared/errors.ts';
import type { Language } from '../command-line.ts';
import { columns } from '../terminal/columns.ts';
import type { CardArguments } from './card-arguments.ts';
import type { CardErrorCode, CardErrorDetail, COMMAND_ERROR_CODES } from './card-command-error.ts';
import { ERROR_TEXTS_EN } from './error-texts-en.ts';
import { ERROR_TEXTS_JA } from './error-texts-ja.ts';
import { CARD_TEXTS } from './texts.ts';

/** What happened, and what the person can do next. */
export interface ErrorText {
  readonly title: string;
  readonly remedy: string;
}

/** Codes of the layers `reader` and `card`, those of the person that a terminal can bring about, and our own. */
export type DescribedCode =
  | (typeof COMMAND_ERROR_CODES)[number]
  | Extract<
      ErrorCode,
      | 'internal'
      | 'cancelled'
      | 'timed-out'
      | `pcsc-${string}`
      | `reader-${string}`
      | `card-${'absent' | 'removed' | 'in-use' | 'mute' | 'not-open' | 'unsupported' | 'malformed'}`
      | 'transmission-failed'
      | 'smartphone-unsupported'
      | `pin-${string}`
      | 'wrong-pin'
      | `certificate-${string}`
      | 'signature-mismatch'
    >;

export type ErrorTexts = Readonly<
  Record<DescribedCode, ErrorText | ((about: ErrorDetails, during: ErrorScene) => ErrorText)>
>;

type ErrorDetails = Omit<CardErrorDetail, 'readers'>;

/** What was being done when it happened. */
export type ErrorScene = Pick<CardArguments, 'action' | 'pinStdin'>;

const ERROR_TEXTS: Readonly<Record<Language, ErrorTexts>> = { en: ERROR_TEXTS_EN, ja: ERROR_TEXTS_JA };

/** An error in lines for the person. What no command of ours can meet is something unexpected. */
export function describeError(
  code: CardErrorCode,
  { readers = [], ...about }: CardErrorDetail,
  during: ErrorScene,
  language: Language,
): readonly string[] {
  const texts: Partial<Record<CardErrorCode, ErrorTexts[DescribedCode]>> = ERROR_TEXTS[language];
  const found = texts[code] ?? ERROR_TEXTS[language].internal;
  const { title, remedy } = typeof found === 'function' ? found(about, during) : found;
  const { slotState } = CARD_TEXTS[language];
  const rows = columns(readers.map(({ name, state }) => [name, slotState[state]]));
  return [`kazasu card: ${title}`, remedy, ...rows.map((row) => `  ${row}`)];
}

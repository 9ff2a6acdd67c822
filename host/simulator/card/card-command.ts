/** What a command handler is given and how it finds the file that a command means. */
import type { Bytes } from '../../../shared/bytes.ts';
import type { CardApplication, ElementaryFile } from './card-application.ts';
import type { CardMemory } from './card-pins.ts';
import type { CardSession } from './card-session.ts';
import type { CommandApdu } from './command-apdu.ts';
import { SW, type StatusWord } from './status-word.ts';
import type { CardSwitches } from './switches.ts';

export interface CardContext {
  readonly session: CardSession;
  readonly applications: readonly CardApplication[];
  readonly memory: CardMemory;
  readonly switches: CardSwitches;
}

/** Answers one command whose class and instruction have been found in the table. */
export type CommandHandler = (command: CommandApdu, card: CardContext) => Bytes;

type FileOfKind<Kind extends ElementaryFile['kind']> = Extract<ElementaryFile, { kind: Kind }>;

/** The current file when it is of that kind; otherwise the status word to answer. */
export function currentFileOfKind<Kind extends ElementaryFile['kind']>(
  session: CardSession,
  kind: Kind,
): FileOfKind<Kind> | StatusWord {
  const file = session.currentFile;
  if (file === undefined) return SW.noCurrentFile;
  // A comparison with a type parameter does not narrow; it has just proved the kind.
  return file.kind === kind ? (file as FileOfKind<Kind>) : SW.commandDoesNotFitFile;
}

/** The file that a P2 of 80 (the current one) or 80|SFI means; an SFI makes its file current. */
export function fileByP2<Kind extends ElementaryFile['kind']>(
  session: CardSession,
  p2: number,
  kind: Kind,
): FileOfKind<Kind> | StatusWord {
  if ((p2 & 0xe0) !== 0x80) return SW.wrongParameters;
  const selected = selectShortFileId(session, p2 & 0x1f);
  return selected === SW.success ? currentFileOfKind(session, kind) : selected;
}

function selectShortFileId(session: CardSession, sfi: number): StatusWord {
  return sfi === 0 ? SW.success : session.selectFile(sfi);
}

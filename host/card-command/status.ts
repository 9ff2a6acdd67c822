import { PIN_KINDS } from '../../shared/jpki.ts';
import type { CardInspection } from '../card/card-inspection.ts';
import type { SlotStatus } from '../readers/reader.ts';
import { section } from '../terminal/columns.ts';
import { type CardAction, onTheCard } from './card-action.ts';
import type { CardTexts } from './texts.ts';
import { validityAt } from './validity.ts';

/** `kazasu card status`: what can be known without a PIN. */
export const status: CardAction = (context) =>
  onTheCard(context, async (session, place) => {
    const inspection = await session.inspect(context.signal);
    const { reader, slots } = place;
    const simulated = place.simulated || inspection.simulated;
    return {
      json: {
        readers: slots.map(({ name, state }) => ({ name, state })),
        card: { reader, ...inspection, simulated },
      },
      lines: describe(
        { inspection: { ...inspection, simulated }, slots, reader },
        context.texts,
        context.now,
      ),
    };
  });

interface CardStatus {
  readonly inspection: CardInspection;
  readonly slots: readonly SlotStatus[];
  readonly reader: string;
}

function describe({ inspection, slots, reader }: CardStatus, texts: CardTexts, now: Date): string[] {
  const { headings } = texts;
  const kind = texts.cardKind[inspection.kind];
  const card = [
    [headings.kind, inspection.simulated ? texts.simulated(kind) : kind],
    [headings.reader, reader],
  ];
  return [
    ...section(
      headings.readers,
      slots.map(({ name, state }) => [name, texts.slotState[state]]),
    ),
    '',
    ...section(headings.card, card),
    '',
    ...section(headings.certificates, certificateRows(inspection, texts, now)),
    '',
    ...section(headings.pins, pinRows(inspection, texts)),
  ];
}

function certificateRows({ certificates }: CardInspection, texts: CardTexts, now: Date): string[][] {
  return (['userAuthentication', 'digitalSignature'] as const).map((which) => {
    const certificate = certificates[which];
    const validity = 'validity' in certificate ? certificate.validity : undefined;
    if (!validity) return [texts.certificateName[which], texts.certificateState[certificate.state]];
    const verdict = texts.validity[validityAt(validity, now)];
    return [texts.certificateName[which], texts.until(verdict, texts.date(validity.notAfter))];
  });
}

function pinRows({ triesLeft }: CardInspection, texts: CardTexts): string[][] {
  return PIN_KINDS.map((kind) => {
    const tries = triesLeft[kind];
    return [
      texts.pinName[kind],
      texts.pinForm[kind],
      tries === undefined ? texts.absent : texts.tries(tries),
    ];
  });
}

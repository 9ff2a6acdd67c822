import type { Attribute } from '../../shared/jpki.ts';
import type { CardAttributes } from '../card/card-attributes.ts';
import { columns } from '../terminal/columns.ts';
import { type CardAction, onTheCard } from './card-action.ts';
import { aboutPin } from './card-command-error.ts';
import { holderRow } from './holder-row.ts';
import { announceSimulation } from './simulation.ts';

const PIN_KIND = 'cardInfoInput';

/** `kazasu card attributes`: those named of 氏名, 住所, 生年月日 and 性別, never the individual number. */
export const attributes: CardAction = (context) =>
  aboutPin(PIN_KIND, async () => {
    const { args, signal, texts } = context;
    const pins = context.openPins();
    return onTheCard(context, async (session, place) => {
      const simulated = await announceSimulation(session, place, context);
      const pin = await pins.present(PIN_KIND, await session.begin(PIN_KIND, signal));
      const chosen = choose(await session.readAttributes(pin, signal), args.attributes);
      return {
        json: { attributes: chosen, simulated },
        lines: columns(args.attributes.map((attribute) => holderRow(attribute, chosen, texts))),
      };
    });
  });

function choose(all: CardAttributes, wanted: readonly Attribute[]): Partial<CardAttributes> {
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => wanted.some((attribute) => attribute === name)),
  );
}

import { type CardAction, onTheCard } from './card-action.ts';
import { aboutPin } from './card-command-error.ts';
import { announceSimulation } from './simulation.ts';

/** `kazasu card change-pin`: both PINs have the right form before the card is sent either. */
export const changePin: CardAction = (context) => {
  const { args, signal, texts } = context;
  const kind = args.pin;
  return aboutPin(kind, async () => {
    const pins = context.openPins();
    return onTheCard(context, async (session, place) => {
      const simulated = await announceSimulation(session, place, context);
      const present = await pins.present(kind, await session.begin(kind, signal));
      const replacement = await pins.replacement(kind, present);
      const triesLeft = await session.changePin(kind, present, replacement, signal);
      return { json: { pin: kind, triesLeft, simulated }, lines: [texts.changed(kind)] };
    });
  });
};

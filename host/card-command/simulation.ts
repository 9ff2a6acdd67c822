import { ERRORS, errorCodeOf } from '../../shared/errors.ts';
import type { CardSession } from '../card/card-session.ts';
import type { CardContext, CardPlace } from './card-action.ts';

/**
 * Tells, before a PIN is asked for, when the card is not a real one.
 * @returns whether it is simulated
 * @throws those of CardSession.readCertificate that do not come from what is on the card
 */
export async function announceSimulation(
  session: CardSession,
  place: CardPlace,
  { args, signal, texts, note }: CardContext,
): Promise<boolean> {
  const simulated = place.simulated || (await isFromTestAuthority(session, signal));
  if (simulated && !args.json) note(texts.simulatedCard);
  return simulated;
}

/** The authority's certificate: no card asks for a PIN before it, and it names no person. */
async function isFromTestAuthority(session: CardSession, signal: AbortSignal): Promise<boolean> {
  try {
    return (await session.readCertificate('userAuthenticationCa', signal)).isTest;
  } catch (error) {
    // A card without it, or on which it cannot be read, may serve all the same.
    if (ERRORS[errorCodeOf(error)].layer === 'card') return false;
    throw error;
  }
}

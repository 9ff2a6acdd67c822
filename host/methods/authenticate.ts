import type { HostParams, HostResult } from '../../shared/host-protocol.ts';
import { assertValidAt } from '../card/certificate.ts';
import type { Call } from '../messaging/dispatcher.ts';
import { authTokenSigningInput, compactToken } from './auth-token.ts';
import type { Host } from './host.ts';

/**
 * Makes the token for one origin and nonce, and closes the card; only after a wrong PIN it stays open.
 * @throws `card-not-open`, `certificate-not-yet-valid` and `certificate-expired` before a try is risked,
 *   and those of CardSession.signToken
 */
export async function authenticate(
  { cards, readers, now }: Host,
  { origin, nonce, pin }: HostParams<'authenticate'>,
  call: Call,
): Promise<HostResult<'authenticate'>> {
  return cards.useAndClose(async (card, signal) => {
    const certificate = await card.readCertificate('userAuthentication', signal);
    const time = now();
    assertValidAt(certificate, time);
    const signingInput = authTokenSigningInput({
      certificate: certificate.der,
      payload: { aud: origin, nonce, iat: Math.floor(time.getTime() / 1000) },
      simulated: readers.simulated || certificate.isTest,
    });
    return { token: compactToken(signingInput, await card.signToken(signingInput, pin, signal)) };
  }, call.signal);
}

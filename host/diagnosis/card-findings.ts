import { EXPIRES_SOON_MS, type Finding } from '../../shared/diagnosis.ts';
import { PIN, PIN_KINDS, type PinKind } from '../../shared/jpki.ts';
import type { CardInspection, CertificateState } from '../card/card-inspection.ts';

/** A card that could be read: what it is, its PINs, its certificates. Nothing of its holder. */
export function cardFindings(inspection: CardInspection, now: Date): Finding[] {
  const { kind, triesLeft, certificates, simulated } = inspection;
  return [
    { code: 'card-found', subject: kind },
    ...(simulated ? [{ code: 'card-simulated' } as const] : []),
    ...PIN_KINDS.flatMap((pin) => pinFinding(pin, triesLeft[pin])),
    authenticationCertificate(certificates.userAuthentication, now),
    presence('digitalSignature', certificates.digitalSignature.state),
  ];
}

/** None for a PIN that the card does not have. */
function pinFinding(pin: PinKind, count: number | undefined): Finding[] {
  if (count === undefined) return [];
  const inOrder = count >= PIN[pin].tries ? 'pin-in-order' : 'pin-tries-used';
  return [{ code: count === 0 ? 'pin-blocked' : inOrder, subject: pin, count }];
}

/** RFC 5280 section 4.1.2.5: both ends of the validity are part of it. */
function authenticationCertificate(
  { state, validity }: CardInspection['certificates']['userAuthentication'],
  now: Date,
): Finding {
  const subject = 'userAuthentication';
  if (validity === undefined) return presence(subject, state);
  const { notBefore, notAfter } = validity;
  if (now < notBefore) return { code: 'certificate-not-yet-valid', subject, date: notBefore.toISOString() };
  const date = notAfter.toISOString();
  if (now > notAfter) return { code: 'certificate-expired', subject, date };
  const isSoon = notAfter.getTime() - now.getTime() < EXPIRES_SOON_MS;
  return { code: isSoon ? 'certificate-expires-soon' : 'certificate-valid', subject, date };
}

function presence(subject: string, state: CertificateState): Finding {
  return { code: state === 'missing' ? 'certificate-missing' : 'certificate-present', subject };
}

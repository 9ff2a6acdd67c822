/** The simulated cards there are, and what stands in each of them. */
import { X509Certificate } from 'node:crypto';
import type { CardApplication } from './card/card-application.ts';
import { type JpkiKeyContent, jpkiApplication } from './card/jpki-application.ts';
import type { CardSwitches } from './card/switches.ts';
import type { CertificateKind } from './pki/distinguished-name.ts';
import type { CredentialsName, TestPki } from './pki/test-pki.ts';

interface Personalisation {
  /** Absent on a card that has no 公的個人認証AP. */
  readonly credentials?: CredentialsName;
  /** Certificates that were never issued to the holder. */
  readonly withoutCertificate?: readonly CertificateKind[];
}

/** Each of them keeps counters and PINs of its own. */
export const CARDS = {
  taro: { credentials: 'taro' },
  hanako: { credentials: 'hanako' },
  'one-try-left': { credentials: 'taro' },
  blocked: { credentials: 'taro' },
  expired: { credentials: 'expired' },
  'not-yet-valid': { credentials: 'not-yet-valid' },
  'wrong-key': { credentials: 'wrong-key' },
  'no-certificate': {
    credentials: 'taro',
    withoutCertificate: ['userAuthentication', 'digitalSignature'],
  },
  child: { credentials: 'taro', withoutCertificate: ['digitalSignature'] },
  foreign: {},
} as const satisfies Record<string, Personalisation>;
export type CardName = keyof typeof CARDS;

export function cardApplications(card: CardName, pki: TestPki, switches: CardSwitches): CardApplication[] {
  const { credentials, withoutCertificate = [] }: Personalisation = CARDS[card];
  if (credentials === undefined) return [];
  const content = (kind: CertificateKind): JpkiKeyContent => {
    const { certificate, privateKey } = pki.credentials[credentials][kind];
    return {
      privateKey,
      caCertificate: derOfPem(pki.authorities[kind]),
      ...(!withoutCertificate.includes(kind) && { certificate: derOfPem(certificate) }),
    };
  };
  const jpki = {
    userAuthentication: content('userAuthentication'),
    digitalSignature: content('digitalSignature'),
  };
  return [jpkiApplication(jpki, switches)];
}

function derOfPem(pem: string): Uint8Array {
  return new X509Certificate(pem).raw;
}

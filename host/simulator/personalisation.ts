/** The simulated cards there are, and what stands in each of them. */
import { X509Certificate } from 'node:crypto';
import type { CardApplication } from './card/card-application.ts';
import { cardInfoApplication } from './card/card-info-application.ts';
import { commonApplication } from './card/common-application.ts';
import { type JpkiContent, type JpkiKeyContent, jpkiApplication } from './card/jpki-application.ts';
import type { CardSwitches } from './card/switches.ts';
import type { CertificateKind } from './pki/distinguished-name.ts';
import { type Holder, type HolderName, HOLDERS, HOME } from './pki/holder.ts';
import type { CredentialsName, TestPki } from './pki/test-pki.ts';

/** What is on a card; one of another kind has nothing. */
interface Personalisation {
  readonly holder: HolderName;
  readonly credentials: CredentialsName;
  /** Certificates that were never issued to the holder. */
  readonly withoutCertificate?: readonly CertificateKind[];
}

/** Each of them keeps counters and PINs of its own. */
export const CARDS = {
  taro: { holder: 'taro', credentials: 'taro' },
  hanako: { holder: 'hanako', credentials: 'hanako' },
  'one-try-left': { holder: 'taro', credentials: 'taro' },
  blocked: { holder: 'taro', credentials: 'taro' },
  expired: { holder: 'taro', credentials: 'expired' },
  'not-yet-valid': { holder: 'taro', credentials: 'not-yet-valid' },
  revoked: { holder: 'taro', credentials: 'revoked' },
  'wrong-key': { holder: 'taro', credentials: 'wrong-key' },
  'no-certificate': {
    holder: 'taro',
    credentials: 'taro',
    withoutCertificate: ['userAuthentication', 'digitalSignature'],
  },
  'no-signature-certificate': {
    holder: 'taro',
    credentials: 'taro',
    withoutCertificate: ['digitalSignature'],
  },
  foreign: undefined,
} as const satisfies Record<string, Personalisation | undefined>;
export type CardName = keyof typeof CARDS;

export function cardApplications(card: CardName, pki: TestPki, switches: CardSwitches): CardApplication[] {
  const personalisation: Personalisation | undefined = CARDS[card];
  if (personalisation === undefined) return [];
  const holder = HOLDERS[personalisation.holder];
  return [
    jpkiApplication(jpkiContent(personalisation, pki), switches),
    cardInfoApplication({ ...holder, birthDate: gregorianBirthDate(holder) }, switches),
    commonApplication({ ...holder, municipalityCode: HOME.municipalityCode }),
  ];
}

function jpkiContent({ credentials, withoutCertificate = [] }: Personalisation, pki: TestPki): JpkiContent {
  const content = (kind: CertificateKind): JpkiKeyContent => {
    const { certificate, privateKey } = pki.credentials[credentials][kind];
    return {
      privateKey,
      caCertificate: derOfPem(pki.authorities[kind]),
      ...(!withoutCertificate.includes(kind) && { certificate: derOfPem(certificate) }),
    };
  };
  return {
    userAuthentication: content('userAuthentication'),
    digitalSignature: content('digitalSignature'),
  };
}

/** Behind the era, which only certificates have. */
function gregorianBirthDate({ birth }: Holder): string {
  return birth.slice(1);
}

function derOfPem(pem: string): Uint8Array {
  return new X509Certificate(pem).raw;
}

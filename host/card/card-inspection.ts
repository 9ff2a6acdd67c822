import type { CardKind, CERTIFICATE_STATES } from '../../shared/host-protocol.ts';
import type { PinKind } from '../../shared/jpki.ts';
import { type CardCertificate, parseCertificate } from './certificate.ts';
import type { JpkiApplication } from './jpki-application.ts';

/** Everything that the card says without a PIN. */
export interface CardInspection {
  readonly kind: CardKind;
  /** Absent for a PIN that the card does not have. */
  readonly triesLeft: TriesLeft;
  readonly certificates: {
    readonly userAuthentication: {
      readonly state: CertificateState;
      readonly validity?: { readonly notBefore: Date; readonly notAfter: Date };
    };
    readonly digitalSignature: { readonly state: CertificateState };
  };
  /** Issued by a test authority. */
  readonly simulated: boolean;
}

export type CertificateState = (typeof CERTIFICATE_STATES)[number];
export type TriesLeft = Partial<Readonly<Record<PinKind, number>>>;

/** The part of the inspection that 公的個人認証AP answers, once it is selected. */
export async function inspectJpki(jpki: JpkiApplication): Promise<CardInspection> {
  const kind = await jpki.readCardKind();
  const userAuthentication = await jpki.pins.userAuthentication.readTriesLeft();
  const digitalSignature = await jpki.pins.digitalSignature.readTriesLeft();
  const signState = digitalSignature === undefined ? 'missing' : await stateOfSignCertificate(jpki);
  const certificate = await jpki.readCertificate('userAuthentication');
  const parsed = typeof certificate === 'string' ? undefined : await parseCertificate(certificate);
  return {
    kind,
    triesLeft: {
      ...(userAuthentication !== undefined && { userAuthentication }),
      ...(digitalSignature !== undefined && { digitalSignature }),
    },
    certificates: {
      userAuthentication: {
        state: typeof certificate === 'string' ? certificate : 'readable',
        ...(parsed && { validity: { notBefore: parsed.notBefore, notAfter: parsed.notAfter } }),
      },
      digitalSignature: { state: signState },
    },
    simulated: (parsed ?? (await readIssuer(jpki)))?.isTest ?? false,
  };
}

async function stateOfSignCertificate(jpki: JpkiApplication): Promise<CertificateState> {
  const certificate = await jpki.readCertificate('digitalSignature');
  return typeof certificate === 'string' ? certificate : 'readable';
}

/** The issuer's certificate tells the same, where the holder's cannot be read. Without either nothing is known. */
async function readIssuer(jpki: JpkiApplication): Promise<CardCertificate | undefined> {
  const certificate = await jpki.readCertificate('userAuthenticationCa');
  return typeof certificate === 'string' ? undefined : parseCertificate(certificate);
}

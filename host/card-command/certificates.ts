import { KazasuError } from '../../shared/errors.ts';
import { CERTIFICATE_KINDS, type CertificateKind } from '../../shared/jpki.ts';
import type { CardSession } from '../card/card-session.ts';
import type { CardCertificate } from '../card/certificate.ts';
import { type CardAction, type CardContext, onTheCard } from './card-action.ts';
import { aboutPin } from './card-command-error.ts';
import { describeCertificate } from './certificate-description.ts';
import { certificateJson } from './certificate-json.ts';
import type { PinEntry } from './pin-entry.ts';
import type { CertificateEntry } from './seen-certificate.ts';

/** `kazasu card certificates`: the four certificates; the holder's signature certificate with its password only. */
export const certificates: CardAction = async (context) => {
  const pins = context.args.showPersonal ? context.openPins() : undefined;
  const entries = await onTheCard(context, (session) => readAll(session, context, pins));
  const { readCertificateDetails } = await import('./certificate-details.ts');
  const seen = entries.map((entry) =>
    entry.state === 'readable'
      ? { ...entry, details: readCertificateDetails(entry.certificate.der) }
      : { ...entry, details: undefined },
  );
  return {
    json: { certificates: seen.map((entry) => certificateJson(entry, seen, context.args)) },
    lines: seen.flatMap((entry) => describeCertificate(entry, seen, context)),
  };
};

/** Those that are free first, so that nothing is open while they are read. */
async function readAll(
  session: CardSession,
  { signal }: CardContext,
  pins: PinEntry | undefined,
): Promise<readonly CertificateEntry[]> {
  const inspection = await session.inspect(signal);
  const entries: CertificateEntry[] = [];
  for (const which of CERTIFICATE_KINDS) {
    if (which === 'digitalSignature') continue;
    entries.push(await readOne(which, () => session.readCertificate(which, signal)));
  }
  const { state } = inspection.certificates.digitalSignature;
  const signature =
    pins && state !== 'missing'
      ? await readSignature(session, signal, pins)
      : ({ which: 'digitalSignature', state: state === 'missing' ? 'missing' : 'protected' } as const);
  return inOrder([...entries, signature]);
}

async function readOne(
  which: CertificateKind,
  read: () => Promise<CardCertificate>,
): Promise<CertificateEntry> {
  try {
    return { which, state: 'readable', certificate: await read() };
  } catch (error) {
    if (error instanceof KazasuError && error.code === 'certificate-missing')
      return { which, state: 'missing' };
    throw error;
  }
}

function readSignature(session: CardSession, signal: AbortSignal, pins: PinEntry): Promise<CertificateEntry> {
  const which = 'digitalSignature';
  return aboutPin(which, async () => {
    const password = await pins.present(which, await session.begin(which, signal));
    return readOne(which, () => session.readSignCertificate(password, signal));
  });
}

function inOrder(entries: readonly CertificateEntry[]): readonly CertificateEntry[] {
  return CERTIFICATE_KINDS.flatMap((kind) => entries.filter(({ which }) => which === kind));
}

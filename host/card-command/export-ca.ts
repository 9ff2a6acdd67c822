import { writeFile } from 'node:fs/promises';
import type { CardCertificate } from '../card/certificate.ts';
import { type CardAction, type CardReport, onTheCard } from './card-action.ts';
import { CardCommandError } from './card-command-error.ts';

/** `kazasu card export-ca`: the certificate of an issuing authority, as a site's trust anchors need it. */
export const exportCa: CardAction = async (context) => {
  const { args, texts, signal, note } = context;
  const kind = args.signature ? 'digitalSignatureCa' : 'userAuthenticationCa';
  const certificate = await onTheCard(context, (session) => session.readCertificate(kind, signal));
  if (certificate.isTest) note(texts.notFromJpki);
  const pem = toPem(certificate);
  const json = { kind, simulated: certificate.isTest, pem };
  if (args.out === undefined) return { json, lines: pem.trimEnd().split('\n') };
  await write(args.out, pem);
  return { json, lines: [texts.wroteCertificate(texts.certificateName[kind])] } satisfies CardReport;
};

/** RFC 7468 section 5. */
function toPem({ der }: CardCertificate): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/gu) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (cause) {
    throw new CardCommandError('file-unwritable', {}, { cause });
  }
}

import { ATTRIBUTES } from '../../shared/jpki.ts';
import { section } from '../terminal/columns.ts';
import type { CardContext } from './card-action.ts';
import type { CertificateDetails } from './certificate-details.ts';
import { holderRow } from './holder-row.ts';
import { generationOf, isAuthority, type SeenCertificate } from './seen-certificate.ts';
import type { CardTexts } from './texts.ts';
import { validityAt } from './validity.ts';

/** A certificate in lines for the person, with an empty one before all but the first. */
export function describeCertificate(
  entry: SeenCertificate,
  all: readonly SeenCertificate[],
  context: Pick<CardContext, 'texts' | 'now' | 'args'>,
): readonly string[] {
  const { texts } = context;
  const rows = entry.state === 'readable' ? readableRows(entry, all, context) : [stateRow(entry, texts)];
  const lines = section(texts.certificateName[entry.which], rows);
  return entry === all[0] ? lines : ['', ...lines];
}

function stateRow({ state }: SeenCertificate, texts: CardTexts): string[] {
  const hint = state === 'protected' ? texts.showPersonalHint : '';
  return [texts.fields.state, texts.certificateState[state] + hint];
}

function readableRows(
  entry: Extract<SeenCertificate, { state: 'readable' }>,
  all: readonly SeenCertificate[],
  { texts, now, args }: Pick<CardContext, 'texts' | 'now' | 'args'>,
): string[][] {
  const { certificate, details } = entry;
  const generation = generationOf(entry, all);
  const { notBefore, notAfter } = certificate;
  return [
    [texts.fields.state, texts.validity[validityAt(certificate, now)]],
    [texts.fields.validity, texts.period(texts.date(notBefore), texts.date(notAfter))],
    [texts.fields.issuer, details.issuer],
    ...(generation === undefined ? [] : [[texts.fields.authority, texts.generation(generation)]]),
    ...details.policies.map((policy) => [texts.fields.policy, policyWords(policy, texts)]),
    ...(isAuthority(entry) ? identifyingRows(details, texts) : [[texts.fields.revocation, texts.notChecked]]),
    ...(!isAuthority(entry) && args.showPersonal ? personalRows(details, texts) : []),
  ];
}

function policyWords(policy: string, texts: CardTexts): string {
  const known = texts.policyName[policy];
  return known === undefined ? policy : `${known} (${policy})`;
}

function identifyingRows(
  { serialNumber, fingerprint }: CertificateDetails,
  { fields }: CardTexts,
): string[][] {
  return [
    [fields.serialNumber, serialNumber],
    [fields.fingerprint, fingerprint],
  ];
}

function personalRows(details: CertificateDetails, texts: CardTexts): string[][] {
  const { holder, commonName = '' } = details;
  return [
    [texts.fields.commonName, commonName],
    ...identifyingRows(details, texts),
    ...ATTRIBUTES.filter((attribute) => holder[attribute] !== undefined).map((attribute) =>
      holderRow(attribute, holder, texts),
    ),
  ];
}

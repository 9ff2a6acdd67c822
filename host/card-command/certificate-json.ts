import type { CardArguments } from './card-arguments.ts';
import { generationOf, isAuthority, type SeenCertificate } from './seen-certificate.ts';

/** A certificate as `kazasu card certificates --json` has it. docs/command-line.md, "For scripts". */
export function certificateJson(
  entry: SeenCertificate,
  all: readonly SeenCertificate[],
  { showPersonal }: Pick<CardArguments, 'showPersonal'>,
): Readonly<Record<string, unknown>> {
  const { which, state } = entry;
  if (entry.state !== 'readable') return { which, state };
  const { details, certificate } = entry;
  const generation = generationOf(entry, all);
  const { serialNumber, fingerprint, commonName, holder } = details;
  const identifying = { serialNumber, fingerprint };
  return {
    which,
    state,
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    issuer: details.issuer,
    policies: details.policies,
    simulated: certificate.isTest,
    ...(generation !== undefined && { generation }),
    ...(isAuthority(entry) ? identifying : { revocation: 'not-checked' }),
    // A holder's serial number is one and the same for every site: it names the person as well as a name does.
    ...(!isAuthority(entry) && showPersonal && { personal: { commonName, ...identifying, ...holder } }),
  };
}

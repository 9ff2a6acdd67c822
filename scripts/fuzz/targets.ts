/** What the fuzzer runs: the readers of DER, on octets that nobody has signed. */
import {
  isAuthority,
  authorityKeyIdentifier,
  extendedKeyUsages,
  keyUsages,
  policies,
  subjectKeyIdentifier,
} from '../../signatures/x509/certificate-extensions.ts';
import { parseCertificate } from '../../signatures/x509/certificate.ts';
import { rsaPublicKey } from '../../sdk/verify/certificate/certificate-key.ts';
import { nameValues } from '../../signatures/x509/distinguished-name.ts';
import { judgeCertificate, readCertificate } from '../../sdk/verify/certificate/judged-certificate.ts';
import { readTrustAnchors } from '../../sdk/verify/certificate/trust-anchors.ts';
import { Refusal } from '../../sdk/verify/refusal.ts';
import { parseCertificateList } from '../../sdk/verify/revocation/crl/certificate-list.ts';
import { readCrlScope } from '../../sdk/verify/revocation/crl/crl-scope.ts';
import { parseOcspResponse } from '../../sdk/verify/revocation/ocsp/ocsp-response.ts';
import { RevocationProblem } from '../../sdk/verify/revocation/revocation-problems.ts';
import { parseHolder } from '../../signatures/x509/holder.ts';
import { certificateBinding } from '../../signatures/cms/certificate-binding.ts';
import { parseSignedData } from '../../signatures/cms/signed-data.ts';
import { parseSignerInfo } from '../../signatures/cms/signer-info.ts';
import { SignatureFailure } from '../../signatures/signature-failure.ts';
import { parseTstInfo } from '../../signatures/timestamp/tst-info.ts';
import { readVectors } from '../../sdk/verify/vectors/vector.ts';

export interface FuzzTarget {
  /** Throws what a caller expects, or a {@link Finding}. */
  readonly run: (bytes: Uint8Array) => void;
  readonly seeds: readonly Uint8Array[];
}

/** What must not happen. */
export class Finding extends Error {}

const vectors = [...readVectors().values()];
const fromBase64 = (text: string) => Buffer.from(text, 'base64');
const signatureVectors = vectors.flatMap((vector) =>
  vector.what === 'signature-certificate' ? [vector] : [],
);
const good = signatureVectors.find(({ name }) => name === 'signature-certificate/valid');
const anchors = readTrustAnchors(good?.settings.trustAnchors ?? [], 'digitalSignature');
const known = new Set(signatureVectors.map(({ certificate }) => certificate));

export const FUZZ_TARGETS = {
  certificate: {
    run: (bytes) => {
      const certificate = parseCertificate(bytes);
      const readers = [
        isAuthority,
        keyUsages,
        extendedKeyUsages,
        policies,
        subjectKeyIdentifier,
        authorityKeyIdentifier,
        rsaPublicKey,
        parseHolder,
      ];
      for (const read of readers) expectOnly(() => read(certificate));
      expectOnly(() => nameValues(certificate.issuer, 'organisation'));
      expectOnly(() => {
        judgeAsStranger(bytes);
      });
    },
    seeds: signatureVectors.map(({ certificate }) => fromBase64(certificate)),
  },
  'revocation list': {
    run: (bytes) => {
      const list = parseCertificateList(bytes);
      expectOnly(() => readCrlScope(list));
    },
    seeds: vectors.flatMap((vector) => (vector.what === 'crl' ? vector.lists.map(fromBase64) : [])),
  },
  'OCSP response': {
    run: (bytes) => {
      parseOcspResponse(bytes);
    },
    seeds: vectors.flatMap((vector) => (vector.what === 'ocsp' ? [fromBase64(vector.response)] : [])),
  },
  CMS: {
    run: (bytes) => {
      const { content, signerInfos } = parseSignedData(bytes);
      if (content) expectOnly(() => parseTstInfo(content));
      for (const signerInfo of signerInfos) {
        expectOnly(() => {
          const { signedAttributes, unsignedAttributes } = parseSignerInfo(signerInfo);
          for (const token of unsignedAttributes.values()) expectOnly(() => parseSignedData(token));
          if (signedAttributes) certificateBinding(signedAttributes.attributes, 'allowed');
        });
      }
    },
    seeds: vectors.flatMap((vector) => (vector.what === 'cms' ? [fromBase64(vector.signed)] : [])),
  },
} as const satisfies Record<string, FuzzTarget>;

/** Only what the authority has signed passes, whatever the fuzzer makes of it. */
function judgeAsStranger(bytes: Uint8Array): void {
  judgeCertificate(readCertificate(bytes), anchors, 'digitalSignature');
  if (!known.has(Buffer.from(bytes).toString('base64'))) throw new Finding('accepted');
}

/** Runs a target; anything but the errors of its reader is a finding. */
export function runTarget({ run }: FuzzTarget, bytes: Uint8Array): void {
  expectOnly(() => {
    run(bytes);
  });
}

const EXPECTED = [SyntaxError, Refusal, RevocationProblem, SignatureFailure];

function expectOnly(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (error instanceof Finding) throw error;
    if (!EXPECTED.some((kind) => error instanceof kind)) throw new Finding(String(error), { cause: error });
  }
}

/** OpenSSL, which shares no code with this kit, accepts and refuses the same certificates, or the table says why not. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JPKI_OID } from '../../../shared/jpki.ts';
import { Refusal } from '../refusal.ts';
import { MATRIX_ROWS } from '../testing/certificate-matrix.ts';
import type { TestAuthority } from '../testing/test-pki.ts';
import {
  type CertificateDefect,
  type CertificateDraft,
  makeFrom,
} from '../vectors/make/certificate-draft.ts';
import { CERTIFICATE_ROWS } from '../vectors/make/certificate-rows.ts';
import { authority, NOW, pem, pinned, signatureAuthority } from '../vectors/make/people.ts';
import { GOOD_SIGNATURE_CERTIFICATE } from '../vectors/make/signature-rows.ts';
import { GOOD_LOGIN } from '../vectors/make/token-draft.ts';
import type { CertificateKind } from '../../../signatures/x509/certificate-kind.ts';
import { checkValidity } from './certificate-validity.ts';
import { judgeCertificate, readCertificate } from './judged-certificate.ts';
import { readTrustAnchors } from './trust-anchors.ts';

/** Where the two differ, by the name of the row. */
interface Difference {
  readonly rows: RegExp;
  readonly accepts: 'kit' | 'openssl';
  readonly because: string;
}

const COMMON: readonly Difference[] = [
  {
    rows: /^(trailing-octet|indefinite-length|length-in-too-many-octets|critical-in-other-spelling)$/u,
    accepts: 'openssl',
    because: 'OpenSSL reads BER and passes over what follows; the kit takes DER and one spelling only.',
  },
  {
    rows: /^version-4$/u,
    accepts: 'openssl',
    because: 'OpenSSL takes versions from 3 on for 3; RFC 5280 section 4.1.2.1 knows 1 to 3.',
  },
  {
    rows: /^critical-(name-constraints|distribution-points)$|^critical extension 2\.5\.29\.30$/u,
    accepts: 'openssl',
    because: 'OpenSSL understands these; the kit understands only what JPKI certificates have critical.',
  },
  {
    rows: /^critical extension 1\.3\.6\.1\.5\.5\.7\.1\.7$/u,
    accepts: 'openssl',
    because: 'OpenSSL understands address blocks (RFC 3779), which no JPKI certificate has.',
  },
  {
    rows: /^policy-any$|^policies 2\.5\.29\.32\.0 and 1\.2\.3$/u,
    accepts: 'openssl',
    because: 'By RFC 5280 anyPolicy stands for every policy; JPKI certificates name theirs.',
  },
  {
    rows: /^key-(p-256|ed25519|rsa-pss)$|^other octets: key parameters$/u,
    accepts: 'openssl',
    because: 'The person’s key is one for RS256, with the parameters that RFC 3279 section 2.3.1 wants.',
  },
  {
    rows: /^key-rsa-2040$/u,
    accepts: 'openssl',
    because: 'OpenSSL’s level of 112 bits takes RSA a little below 2048 bits.',
  },
  {
    rows: /^ends 260601120000Z$/u,
    accepts: 'kit',
    because: 'RFC 5280 section 4.1.2.5: the last second is part of the validity; OpenSSL leaves it out.',
  },
  {
    rows: /^other extension (2\.5\.29\.(33|36|54)|2\.16\.840\.1\.113730\.1\.1)$/u,
    accepts: 'kit',
    because: 'OpenSSL reads these although they are not critical; the kit reads what its rules ask for.',
  },
  {
    rows: /^an empty subject$/u,
    accepts: 'kit',
    because:
      'The subject of a JPKI certificate is not looked at: neither account key nor holder come from it.',
  },
];

interface Kind {
  readonly authority: TestAuthority;
  readonly good: CertificateDraft;
  readonly policy: string;
  /** Of OpenSSL. */
  readonly purpose: string;
  readonly differences: readonly Difference[];
}

const KINDS: Readonly<Record<CertificateKind, Kind>> = {
  userAuthentication: {
    authority,
    good: GOOD_LOGIN.certificate,
    policy: JPKI_OID.authPolicy,
    purpose: 'sslclient',
    differences: [
      ...COMMON,
      {
        rows: /^key usage (4|[0-3] and 4|0 and [1-367]|4 and [67])$/u,
        accepts: 'openssl',
        because:
          'A TLS client’s key may agree on keys as well, or do other things beside signing; a JPKI key may not.',
      },
    ],
  },
  digitalSignature: {
    authority: signatureAuthority,
    good: GOOD_SIGNATURE_CERTIFICATE.certificate,
    policy: JPKI_OID.signPolicy,
    purpose: 'smimesign',
    differences: [
      ...COMMON,
      {
        rows: /^key usage ([01]|[01] and [2-467])$/u,
        accepts: 'openssl',
        because:
          'Signed mail takes either of the two usages, beside others; a JPKI certificate has both and no other.',
      },
      {
        rows: /^purpose (?!1\.3\.6\.1\.5\.5\.7\.3\.4)/u,
        accepts: 'kit',
        because:
          'Signature certificates have no purposes, and none is looked at; OpenSSL’s nearest check is for mail.',
      },
    ],
  },
};

const folder = mkdtempSync(join(tmpdir(), 'kazasu-test-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const rows: readonly (readonly [name: string, defect: CertificateDefect])[] = [
  ...CERTIFICATE_ROWS.map(([name, , , defect]) => [name, defect] as const),
  ...MATRIX_ROWS,
];

it('there are 200 and more', () => {
  expect(rows.length).toBeGreaterThan(200);
  expect(new Set(rows.map(([name]) => name)).size).toBe(rows.length);
});

describe.each(['userAuthentication', 'digitalSignature'] as const)('certificates for %s', (kind) => {
  const { authority: issuer, good, differences } = KINDS[kind];
  const certificates = rows.map(([name, defect], index) => {
    return { name, file: `${kind}-${index}.der`, der: makeFrom(defect(good)) };
  });
  const goodOne = { name: 'good', file: `${kind}-good.der`, der: makeFrom(good) };
  let accepted: ReadonlySet<string>;
  beforeAll(async () => {
    await writeFile(join(folder, `${kind}.pem`), pem(issuer.certificate));
    const all = [goodOne, ...certificates];
    await Promise.all(all.map(({ file, der }) => writeFile(join(folder, file), der)));
    accepted = await acceptedByOpenSsl(
      kind,
      all.map(({ file }) => file),
    );
  });

  it('a good one passes both', () => {
    expect(isAcceptedByKit(goodOne.der, kind)).toBe(true);
    expect(accepted).toContain(goodOne.file);
  });

  it.each(certificates.map((certificate) => [certificate.name, certificate] as const))(
    '%s',
    (name, { file, der }) => {
      const verdicts = { kit: isAcceptedByKit(der, kind), openssl: accepted.has(file) };
      const { accepts } = differences.find(({ rows: those }) => those.test(name)) ?? {};
      const agreed = verdicts.kit && verdicts.openssl;
      expect(verdicts).toEqual(
        accepts
          ? { kit: accepts === 'kit', openssl: accepts === 'openssl' }
          : { kit: agreed, openssl: agreed },
      );
    },
  );

  it.each(differences)('there are such: $because', ({ rows: those }) => {
    expect(certificates.filter(({ name }) => those.test(name))).not.toEqual([]);
  });
});

function isAcceptedByKit(der: Uint8Array, kind: CertificateKind): boolean {
  const anchors = readTrustAnchors([pinned(KINDS[kind].authority)], kind);
  try {
    checkValidity(judgeCertificate(readCertificate(der), anchors, kind), { now: NOW, skewMs: 0 });
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** One process for all of them; it ends with 2 when one is refused, and names those that it accepts. */
function acceptedByOpenSsl(kind: CertificateKind, files: readonly string[]): Promise<ReadonlySet<string>> {
  const { policy, purpose } = KINDS[kind];
  const trust = ['-CAfile', `${kind}.pem`, '-no-CApath', '-no-CAstore'];
  const rules = [
    '-x509_strict',
    '-purpose',
    purpose,
    '-policy',
    policy,
    '-explicit_policy',
    '-auth_level',
    '2',
  ];
  const time = ['-attime', `${NOW.getTime() / 1000}`];
  return new Promise((resolve) => {
    execFile(
      'openssl',
      ['verify', ...trust, ...rules, ...time, ...files],
      { cwd: folder },
      (_error, stdout) => {
        resolve(new Set(Array.from(stdout.matchAll(/^(.+): OK$/gmu), ([, file = '']) => file)));
      },
    );
  });
}

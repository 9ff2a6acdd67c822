import { describe, expect, it } from 'vitest';
import type { CertificateDetails } from './certificate-details.ts';
import { generationOf, type SeenCertificate } from './seen-certificate.ts';

function seen(
  which: SeenCertificate['which'],
  { year = 2023, ...details }: Partial<CertificateDetails> & { year?: number },
): SeenCertificate {
  return {
    which,
    state: 'readable',
    certificate: {
      der: new Uint8Array(),
      notBefore: new Date(Date.UTC(year, 6, 16)),
      notAfter: new Date(Date.UTC(year + 10, 6, 15)),
      isTest: false,
      verifiesDigest: () => false,
    },
    details: {
      serialNumber: '01',
      fingerprint: '',
      issuer: '',
      organisation: 'JPKI',
      commonName: undefined,
      policies: [],
      subjectKeyIdentifier: undefined,
      authorityKeyIdentifier: undefined,
      holder: {},
      ...details,
    },
  };
}

const holder = seen('userAuthentication', { authorityKeyIdentifier: 'AA', subjectKeyIdentifier: 'BB' });

describe('the generation of the authority', () => {
  it.each([
    [2015, 1],
    [2019, 2],
    [2023, 3],
    [2027, undefined],
  ])('that began in %i is %s, of the authority itself and of what it issued', (year, generation) => {
    const authority = seen('userAuthenticationCa', { year, subjectKeyIdentifier: 'AA' });
    const all = [holder, authority];
    expect(all.map((one) => generationOf(one, all))).toEqual([generation, generation]);
  });

  it.each<[string, SeenCertificate, SeenCertificate]>([
    [
      'a test authority',
      holder,
      seen('userAuthenticationCa', { organisation: 'JPKI-TEST', subjectKeyIdentifier: 'CC' }),
    ],
    ['another key', holder, seen('userAuthenticationCa', { subjectKeyIdentifier: 'CC' })],
    [
      'no authority on the card',
      holder,
      { which: 'userAuthenticationCa', state: 'missing', details: undefined },
    ],
    ['no key identifiers', seen('userAuthentication', {}), seen('userAuthenticationCa', {})],
    [
      'a test certificate',
      seen('userAuthentication', { organisation: 'JPKI-TEST', authorityKeyIdentifier: 'AA' }),
      seen('userAuthenticationCa', { subjectKeyIdentifier: 'AA' }),
    ],
  ])('is not known with %s', (_, certificate, authority) => {
    expect(generationOf(certificate, [certificate, authority])).toBeUndefined();
  });
});

/** The reader agrees with its peers, OpenSSL and pkijs, on what certificates say. */
import { X509Certificate } from 'node:crypto';
import { Certificate as PkijsCertificate } from 'pkijs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authority, leaf, testAuthority } from '../testing/scene.ts';
import { keyPair, makeLeaf } from '../testing/test-pki.ts';
import { makeSignatureAuthority, makeSignatureLeaf } from '../testing/test-signature-pki.ts';
import { type Certificate, parseCertificate } from '../../../signatures/x509/certificate.ts';
import { isSignedBy, rsaPublicKey } from './certificate-key.ts';
import {
  authorityKeyIdentifier,
  extendedKeyUsages,
  isAuthority,
  keyUsages,
  policies,
  subjectKeyIdentifier,
} from '../../../signatures/x509/certificate-extensions.ts';

const signatureAuthority = makeSignatureAuthority('JPKI', keyPair('signature-authority'));

describe('a certificate', () => {
  it.each([
    ['of a person', leaf],
    ['of a person, for signatures', makeSignatureLeaf(signatureAuthority)],
    ['of an authority', authority.certificate],
    ['with a serial number that begins with a zero', makeLeaf(authority, { serialNumber: '00FF0A0B' })],
    ['of somebody else', makeLeaf(testAuthority, { publicKey: keyPair('other').publicKey })],
  ])('%s says the same to OpenSSL and pkijs', (_name, der) => {
    const ours = parseCertificate(der);
    expect(asOpenSslSays(ours)).toEqual(fromOpenSsl(der));
    expect(asPkijsSays(ours)).toEqual(fromPkijs(der));
  });

  it('says what it is for', () => {
    const person = parseCertificate(leaf);
    const issuer = parseCertificate(authority.certificate);
    expect([isAuthority(person), isAuthority(issuer)]).toEqual([false, true]);
    expect([keyUsages(person), keyUsages(issuer)]).toEqual([[0], [5, 6]]);
    expect([extendedKeyUsages(person), extendedKeyUsages(issuer)]).toEqual([['1.3.6.1.5.5.7.3.2'], []]);
    expect(policies(person)).toEqual(['1.2.392.200149.8.5.1.3.30']);
    expect(authorityKeyIdentifier(person)).toBe(subjectKeyIdentifier(issuer));
  });

  it('counts its serial number as it is written, leading zero and all', () => {
    const { serialNumber } = parseCertificate(makeLeaf(authority, { serialNumber: '00FF0A0B' }));
    expect(hex(serialNumber)).toBe('00ff0a0b');
  });

  it('with any octets in it is read or a SyntaxError, and what is read OpenSSL reads as well', () => {
    const change = fc.tuple(fc.nat(leaf.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const damaged = Buffer.from(leaf);
        for (const [at, octet] of changes) damaged.writeUInt8(octet, at);
        const ours = tryParse(damaged);
        fc.pre(ours !== undefined && isReadByOpenSsl(damaged));
        expect(asOpenSslSays(ours).notAfter).toEqual(fromOpenSsl(damaged).notAfter);
      }),
      { numRuns: 200 },
    );
  });
});

function asOpenSslSays(certificate: Certificate) {
  return {
    serialNumber: hex(certificate.serialNumber).replace(/^00/u, '').toUpperCase(),
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    key: rsaPublicKey(certificate)?.export({ format: 'jwk' }),
    isAuthority: isAuthority(certificate),
    extendedKeyUsages: extendedKeyUsages(certificate),
    isSelfIssued: hex(certificate.issuer) === hex(certificate.subject),
    isSignedByAuthority: isSignedBy(certificate, authority.keys.publicKey),
  };
}

function fromOpenSsl(der: Uint8Array) {
  const certificate = new X509Certificate(der);
  return {
    serialNumber: certificate.serialNumber,
    notBefore: new Date(certificate.validFrom),
    notAfter: new Date(certificate.validTo),
    key: certificate.publicKey.export({ format: 'jwk' }),
    isAuthority: certificate.ca,
    // Its type says otherwise, but without the extension there is none.
    extendedKeyUsages: (certificate.keyUsage as string[] | undefined) ?? [],
    isSelfIssued: certificate.issuer === certificate.subject,
    isSignedByAuthority: certificate.verify(authority.keys.publicKey),
  };
}

function asPkijsSays(certificate: Certificate) {
  return {
    toBeSigned: hex(certificate.toBeSigned),
    signature: hex(certificate.signature),
    issuer: hex(certificate.issuer),
    subject: hex(certificate.subject),
    notAfter: certificate.notAfter,
    key: hex(certificate.publicKey.key),
    extensions: [...certificate.extensions].map(([id, { critical, value }]) => [id, critical, hex(value)]),
  };
}

function fromPkijs(der: Uint8Array): ReturnType<typeof asPkijsSays> {
  const certificate = PkijsCertificate.fromBER(Uint8Array.from(der));
  return {
    toBeSigned: hex(certificate.tbsView),
    signature: hex(certificate.signatureValue.valueBlock.valueHexView),
    issuer: hex(new Uint8Array(certificate.issuer.toSchema().toBER())),
    subject: hex(new Uint8Array(certificate.subject.toSchema().toBER())),
    notAfter: certificate.notAfter.value,
    key: hex(certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView),
    extensions: (certificate.extensions ?? []).map(({ extnID, critical, extnValue }) => [
      extnID,
      critical,
      hex(extnValue.valueBlock.valueHexView),
    ]),
  };
}

function tryParse(der: Uint8Array): Certificate | undefined {
  try {
    const certificate = parseCertificate(der);
    asOpenSslSays(certificate);
    return certificate;
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxError);
    return undefined;
  }
}

/** OpenSSL is stricter about what nobody looks at here, such as the insides of a name. */
function isReadByOpenSsl(der: Uint8Array): boolean {
  try {
    fromOpenSsl(der);
    return true;
  } catch {
    return false;
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

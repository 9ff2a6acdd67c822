/** The reader agrees with a peer (OpenSSL) on what certificates say. */
import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isSignedBy, parseCertificate, rsaPublicKey } from './certificate.ts';
import {
  authorityKeyIdentifier,
  extendedKeyUsages,
  isAuthority,
  keyUsages,
  policies,
  subjectKeyIdentifier,
} from './certificate-extensions.ts';
import { authority, leaf, testAuthority } from '../testing/scene.ts';
import { keyPair, makeLeaf } from '../testing/test-pki.ts';

describe('a certificate', () => {
  it.each([
    ['of a person', leaf],
    ['of an authority', authority.certificate],
    ['with a serial number that begins with a zero', makeLeaf(authority, { serialNumber: '00FF0A0B' })],
    ['of somebody else', makeLeaf(testAuthority, { publicKey: keyPair('other').publicKey })],
  ])('%s says the same to a peer', (_name, der) => {
    const ours = parseCertificate(der);
    const theirs = new X509Certificate(der);
    const { publicKey } = authority.keys;
    expect({
      serialNumber: Buffer.from(ours.serialNumber).toString('hex').replace(/^00/u, '').toUpperCase(),
      notBefore: ours.notBefore,
      notAfter: ours.notAfter,
      key: rsaPublicKey(ours)?.export({ format: 'jwk' }),
      isAuthority: isAuthority(ours),
      extendedKeyUsages: extendedKeyUsages(ours),
      isSelfIssued: Buffer.from(ours.issuer).equals(ours.subject),
      isSignedByAuthority: isSignedBy(ours, publicKey),
    }).toEqual({
      serialNumber: theirs.serialNumber,
      notBefore: new Date(theirs.validFrom),
      notAfter: new Date(theirs.validTo),
      key: theirs.publicKey.export({ format: 'jwk' }),
      isAuthority: theirs.ca,
      // Its type says otherwise, but without the extension there is none.
      extendedKeyUsages: (theirs.keyUsage as string[] | undefined) ?? [],
      isSelfIssued: theirs.issuer === theirs.subject,
      isSignedByAuthority: theirs.verify(publicKey),
    });
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
    expect(Buffer.from(serialNumber).toString('hex')).toBe('00ff0a0b');
  });
});

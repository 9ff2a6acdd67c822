/** What a certificate can be instead of one in DER. */
import { basicConstraints, certificatePolicies, octets, oid } from '../../testing/test-pki.ts';
import { type CertificateRow, extension, field, respelt, signedOtherwise } from './certificate-draft.ts';

const header = (...length: number[]) =>
  respelt((der) => Buffer.concat([Buffer.of(0x30, ...length), der.subarray(4)]));

export const MALFORMED_CERTIFICATE_ROWS: readonly CertificateRow[] = (
  [
    ['truncated', 'The last octet is missing.', respelt((der) => der.subarray(0, -1))],
    [
      'trailing-octet',
      'An octet follows the certificate.',
      respelt((der) => Buffer.concat([der, Buffer.of(0)])),
    ],
    ['empty', 'There are no octets.', respelt(() => Buffer.of())],
    ['empty-sequence', 'It is a SEQUENCE of nothing.', respelt(() => Buffer.of(0x30, 0))],
    [
      'set',
      'It is a SET and not a SEQUENCE.',
      respelt((der) => Buffer.concat([Buffer.of(0x31), der.subarray(1)])),
    ],
    [
      'indefinite-length',
      'Its length is indefinite, which BER has and DER has not.',
      respelt((der) => Buffer.concat([Buffer.of(0x30, 0x80), der.subarray(4), Buffer.of(0, 0)])),
    ],
    [
      'length-in-too-many-octets',
      'Its length has a leading zero.',
      respelt((der) => Buffer.concat([Buffer.of(0x30, 0x83, 0), der.subarray(2)])),
    ],
    ['length-too-short', 'Its length ends before the signature does.', header(0x82, 0x03, 0x00)],
    ['length-too-long', 'Its length goes beyond its end.', header(0x82, 0x7f, 0xff)],
    ['version-1', 'It is of version 1.', field({ version: '00' })],
    ['version-2', 'It is of version 2.', field({ version: '01' })],
    ['version-4', 'It is of a version that there is not.', field({ version: '03' })],
    [
      'serial-number-padded',
      'Its serial number has a leading zero.',
      signedOtherwise('02040a0b0c0d', '0204000b0c0d'),
    ],
    [
      'serial-number-padded-negative',
      'Its negative serial number has a leading FF.',
      signedOtherwise('02040a0b0c0d', '0204ff8b0c0d'),
    ],
    ['serial-number-empty', 'Its serial number has no octets.', field({ serialNumber: '' })],
    ['time-without-seconds', 'Its time has no seconds.', field({ notBefore: '2501010000Z' })],
    ['time-with-offset', 'Its time is not in UTC.', field({ notBefore: '250101000000+0900' })],
    ['time-of-no-day', 'It begins on the 31st of June.', field({ notBefore: '250631000000Z' })],
    ['time-of-no-month', 'It ends in a 13th month.', field({ notAfter: '301301000000Z' })],
    [
      'two-algorithms',
      'The algorithm beside the signature is not the one in the signed part.',
      respelt((der) => {
        const other = Buffer.from(der);
        const at = other.lastIndexOf(Buffer.from('2a864886f70d01010b', 'hex'));
        other.writeUInt8(0x05, at + 8);
        return other;
      }),
    ],
    [
      'signature-of-half-octets',
      'The signature’s BIT STRING leaves four bits unused.',
      respelt((der) => {
        const other = Buffer.from(der);
        other.writeUInt8(4, other.length - 257);
        return other;
      }),
    ],
    ['extension-twice', 'It has one extension twice.', extension('again', certificatePolicies('1.2.3'))],
    [
      'critical-in-other-spelling',
      'TRUE is spelt 01 and not FF.',
      signedOtherwise('0603551d0f 0101ff', '0603551d0f 010101'),
    ],
    [
      'key-usage-of-other-type',
      'The key usage is an OCTET STRING.',
      extension('keyUsage', { id: '2.5.29.15', critical: true, value: octets('\x80') }),
    ],
    [
      'basic-constraints-of-other-type',
      'The basic constraints are an OBJECT IDENTIFIER.',
      extension('basicConstraints', { ...basicConstraints(true), value: oid('1.2.3') }),
    ],
    [
      'policies-of-other-type',
      'The policies are an OBJECT IDENTIFIER.',
      extension('certificatePolicies', { ...certificatePolicies('1.2.3'), value: oid('1.2.3') }),
    ],
    [
      'authority-key-identifier-of-other-type',
      'The authority key identifier is an OBJECT IDENTIFIER.',
      extension('authorityKeyIdentifier', { id: '2.5.29.35', value: oid('1.2.3') }),
    ],
    [
      'object-identifier-in-other-spelling',
      'The identifier of an extension has a leading zero digit.',
      signedOtherwise('0603551d23', '0603558023'),
    ],
    [
      'key-of-no-numbers',
      'The key says that it is for RSA, and is a SET.',
      signedOtherwise('0382010f00 3082010a', '0382010f00 3182010a'),
    ],
  ] as const
).map(([name, about, defect]) => [name, 'certificate-malformed', about, defect]);

/** The signed attributes in DER: their order, and the claimed time in the one spelling that its year has. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toUtf8 } from '../../shared/bytes.ts';
import { reportCms } from '../cades/report-cms.ts';
import { startHash } from '../running-hash.ts';
import { makeTestSigner, signDigest } from '../testing/test-signer.ts';
import { compareOctets } from './signed-attributes.ts';
import { startSignedData } from './signed-data-builder.ts';

const signer = makeTestSigner('山田 太郎');
const document = toUtf8('申請書');

it.each(['1949-12-31T23:59:59Z', '1950-01-01T00:00:00Z', '2049-12-31T23:59:59Z', '2050-01-01T00:00:00Z'])(
  'the time %s is read as it was written',
  async (time) => {
    const unsigned = startSignedData({
      certificate: signer.certificate,
      digestAlgorithm: 'SHA-256',
      contentDigest: startHash('SHA-256').update(document).digest(),
      signingTime: new Date(time),
    });
    const signature = signDigest(signer, { digestAlgorithm: 'SHA-256', digest: unsigned.digest });
    const { signatures } = await reportCms(unsigned.detached(signature), document);
    expect(signatures).toMatchObject([{ integrity: { ok: true }, claimedTime: new Date(time) }]);
  },
);

it('octets are compared as Node.js compares them', () => {
  const octets = fc.uint8Array({ maxLength: 4, max: 3 });
  fc.assert(
    fc.property(octets, octets, (left, right) => {
      expect(Math.sign(compareOctets(left, right))).toBe(Buffer.compare(left, right));
    }),
  );
});

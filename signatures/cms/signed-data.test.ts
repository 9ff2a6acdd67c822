/** The padding that a PDF keeps for its signature, and how many of a thing are read. */
import { describe, expect, it } from 'vitest';
import { concatBytes } from '../../shared/bytes.ts';
import { parseSignedData } from './signed-data.ts';
import { makeCmsScene, signedBy } from './testing/cms-attacks.ts';

const scene = makeCmsScene();
const cms = signedBy(scene);
const times = <Item>(count: number, item: Item): Item[] => Array.from({ length: count }, () => item);

describe('parseSignedData', () => {
  it.each([0, 1, 16_384])('reads a signature with %i zeros after it, where that is allowed', (length) => {
    const padded = concatBytes(cms, new Uint8Array(length));
    expect(parseSignedData(padded, { padding: 'zeros' })).toEqual(parseSignedData(cms));
  });

  it('refuses anything else after it', () => {
    const padded = concatBytes(cms, new Uint8Array(8), Uint8Array.of(1), new Uint8Array(8));
    expect(() => parseSignedData(padded, { padding: 'zeros' })).toThrow(SyntaxError);
  });

  it('reads as many certificates as anybody sends, and no more', () => {
    const withCertificates = (count: number): Uint8Array =>
      signedBy(scene, { certificates: times(count, scene.signer.certificate) });
    expect(parseSignedData(withCertificates(256)).certificates).toHaveLength(256);
    expect(() => parseSignedData(withCertificates(257))).toThrow(SyntaxError);
  });
});

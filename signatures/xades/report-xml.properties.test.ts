import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toUtf8 } from '../../shared/bytes.ts';
import { makeTestSigner } from '../testing/test-signer.ts';
import { arbitraryXml } from '../xml/testing/arbitrary-xml.ts';
import { reportXml } from './report-xml.ts';
import { signXml } from './testing/sign-xml.ts';
import { makeXmlScene } from './testing/xml-scene.ts';

const signer = makeTestSigner('山田 太郎');
const { signed } = await makeXmlScene(signer, signer);
const bytes = toUtf8(signed);

/** Whether every signature that is found holds; undefined for what is no XML. */
async function holds(xml: Uint8Array): Promise<boolean | undefined> {
  try {
    const reports = await reportXml(xml);
    return reports.length > 0 && reports.every(({ integrity }) => integrity.ok);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

describe('whatever happens to a signed document', () => {
  it('a part of it is a SyntaxError', async () => {
    // But for the line break at its end.
    const cut = fc.asyncProperty(fc.nat(bytes.length - 2), async (length) => {
      expect(await holds(bytes.subarray(0, length))).toBeUndefined();
    });
    await fc.assert(cut, { numRuns: 100 });
  });

  it('a bit that changes is noticed, or changes nothing that is said', async () => {
    const flip = fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
      const flipped = Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ (1 << bit) : byte));
      if (await holds(flipped)) expect(spelling(flipped)).toBe(spelling(bytes));
    });
    await fc.assert(flip, { numRuns: 200 });
  });

  it('any two pieces of it may change places', async () => {
    const place = fc.nat(bytes.length - 1);
    const shuffle = fc.asyncProperty(place, place, place, async (...places) => {
      const [a = 0, b = 0, c = 0] = places.toSorted((left, right) => left - right);
      const shuffled = Uint8Array.from([
        ...bytes.subarray(0, a),
        ...bytes.subarray(b, c),
        ...bytes.subarray(a, b),
        ...bytes.subarray(c),
      ]);
      if (await holds(shuffled)) expect(spelling(shuffled)).toBe(spelling(bytes));
    });
    await fc.assert(shuffle, { numRuns: 100 });
  });

  it('holds as it was signed, of whatever document', async () => {
    const property = fc.asyncProperty(arbitraryXml, async (document) => {
      const once = await signXml(document, signer);
      expect(await holds(once)).toBe(true);
      expect(await holds(await signXml(once, signer))).toBe(true);
    });
    await fc.assert(property, { numRuns: 15 });
  });

  it('no bytes are more than a SyntaxError', async () => {
    const property = fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (any) => {
      expect(await holds(any)).not.toBe(true);
    });
    await fc.assert(property, { numRuns: 200 });
  });
});

/** What a reader of the document's text takes from it. */
function spelling(xml: Uint8Array): string {
  return new TextDecoder()
    .decode(xml)
    .replace(/<ds:Signature .*<\/ds:Signature>/su, '')
    .replace(/^<\?xml[^>]*>/u, '')
    .trim();
}

/** What the fuzzer found, again; and the worst shapes, whose work grows with their length and not with its square. */
import { describe, expect, it } from 'vitest';
import { der, derObjectIdentifier } from '../../signatures/der/der-writer.ts';
import { DerReader, TAG } from '../../signatures/der/der-reader.ts';
import { namedBits, readExtensions, readObjectIdentifier } from '../../signatures/der/der-values.ts';
import { nameValues } from '../../signatures/x509/distinguished-name.ts';
import { BlockCoverage } from './block-coverage.ts';
import { readCorpus } from './corpus.ts';
import { Mutator, randomFrom } from './mutate.ts';
import { FUZZ_TARGETS, runTarget } from './targets.ts';

const targets = Object.entries(FUZZ_TARGETS);

describe.each(targets)('%s', (name, target) => {
  it('is refused with an error of its reader, whatever once reached something new', () => {
    const corpus = readCorpus(name);
    expect(corpus.length).toBeGreaterThan(0);
    for (const input of corpus) runTarget(target, input);
  });

  it('and so are a few hundred mutants, the same ones each time', () => {
    const mutator = new Mutator(randomFrom(1));
    const seeds = target.seeds.map((seed) => Buffer.from(seed));
    for (let count = 0; count < 300; count += 1) {
      runTarget(target, mutator.mutate(mutator.pick(seeds), mutator.pick(seeds)));
    }
  });
});

describe('work is in proportion to the length', () => {
  const times = (count: number, item: Uint8Array) => Buffer.concat(Array<Uint8Array>(count).fill(item));
  const nested = (depth: number): Uint8Array => {
    let inner: Uint8Array = new Uint8Array();
    for (let level = 0; level < depth; level += 1) inner = der(TAG.sequence, inner);
    return inner;
  };
  const distinct = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      der(TAG.sequence, derObjectIdentifier(`1.2.${index}`), der(TAG.octetString)),
    );
  const tryTo = (read: () => unknown) => {
    try {
      read();
    } catch (error) {
      expect(error).toBeInstanceOf(SyntaxError);
    }
  };

  it.each<[string, (size: number) => () => unknown]>([
    [
      'many extensions',
      (size) => {
        const list = Buffer.concat(distinct(size));
        return () => readExtensions(new DerReader(list));
      },
    ],
    [
      'an identifier of many arcs',
      (size) => {
        const bytes = der(TAG.objectIdentifier, Buffer.alloc(size, 1));
        return () => readObjectIdentifier(new DerReader(bytes));
      },
    ],
    [
      'an identifier of one endless arc',
      (size) => {
        const bytes = der(TAG.objectIdentifier, Buffer.alloc(size, 0x81));
        return () => readObjectIdentifier(new DerReader(bytes));
      },
    ],
    [
      'many bits',
      (size) => {
        const value = der(TAG.bitString, Buffer.of(0), Buffer.alloc(size, 0xff));
        return () => namedBits({ critical: false, value });
      },
    ],
    [
      'a name of many sets',
      (size) => {
        const name = der(TAG.sequence, times(size, der(TAG.set)));
        return () => nameValues(name, 'organisation');
      },
    ],
    [
      'a name of many attributes',
      (size) => {
        const attribute = der(TAG.sequence, derObjectIdentifier('2.5.4.10'), der(TAG.utf8String));
        const name = der(TAG.sequence, der(TAG.set, times(size, attribute)));
        return () => nameValues(name, 'organisation');
      },
    ],
    ...targets.map(([name, target]): [string, (size: number) => () => unknown] => [
      `${name}: deep nesting`,
      (size) => {
        const bytes = nested(size);
        return () => {
          runTarget(target, bytes);
        };
      },
    ]),
    ...targets.map(([name, target]): [string, (size: number) => () => unknown] => [
      `${name}: many small elements`,
      (size) => {
        const bytes = der(TAG.sequence, times(size, der(TAG.sequence)));
        return () => {
          runTarget(target, bytes);
        };
      },
    ]),
  ])('%s', (_name, shape) => {
    const coverage = new BlockCoverage();
    const work = [500, 1000, 2000].map((size) => {
      const read = shape(size);
      return [
        ...coverage
          .of(() => {
            tryTo(read);
          })
          .values(),
      ].reduce((sum, count) => sum + count, 0);
    });
    coverage.stop();
    const [once = 0, twice = 0, fourTimes = 0] = work;
    expect(twice).toBeLessThanOrEqual(2 * once + 100);
    expect(fourTimes).toBeLessThanOrEqual(4 * once + 100);
  });
});

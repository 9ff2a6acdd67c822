import { describe, expect, it } from 'vitest';
import type { ReaderStatus } from '../../shared/host-protocol.ts';
import { readerFindings } from './reader-findings.ts';

const readers = (...states: ReaderStatus['state'][]): ReaderStatus[] =>
  states.map((state, index) => ({ name: `Reader ${index}`, state }));

describe('readerFindings', () => {
  it.each([
    ['no PC/SC', { readers: [], problem: 'pcsc-not-installed' }, ['pcsc-not-installed']],
    ['a PC/SC that is not running', { readers: [], problem: 'pcsc-unavailable' }, ['pcsc-unavailable']],
    ['no reader', { readers: [] }, ['pcsc-running', 'no-reader']],
    ['an empty reader', { readers: readers('empty') }, ['pcsc-running', 'reader-found Reader 0', 'no-card']],
    ['a usable card', { readers: readers('card') }, ['pcsc-running', 'reader-found Reader 0']],
    [
      'cards that cannot be used',
      { readers: readers('in-use', 'mute', 'unsupported-card', 'empty') },
      [
        'pcsc-running',
        'reader-found Reader 0',
        'reader-found Reader 1',
        'reader-found Reader 2',
        'reader-found Reader 3',
        'card-in-use Reader 0',
        'card-mute Reader 1',
        'card-unsupported Reader 2',
      ],
    ],
  ] as const)('%s', (_, view, expected) => {
    const findings = readerFindings({ ...view, readers: [...view.readers] });
    expect(findings.map(({ code, subject }) => [code, subject].filter(Boolean).join(' '))).toEqual(expected);
  });
});

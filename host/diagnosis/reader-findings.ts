import type { Finding, FindingCode } from '../../shared/diagnosis.ts';
import type { ReadersChanged, ReaderStatus } from '../../shared/host-protocol.ts';

/** PC/SC, the readers, and what stands in the way of the cards in them. */
export function readerFindings({ readers, problem }: ReadersChanged): Finding[] {
  if (problem !== undefined) return [{ code: problem }];
  if (readers.length === 0) return [{ code: 'pcsc-running' }, { code: 'no-reader' }];
  return [
    { code: 'pcsc-running' },
    ...readers.map(({ name }): Finding => ({ code: 'reader-found', subject: name })),
    ...cardFindings(readers),
  ];
}

/** What the reader says of its slot; a usable card speaks for itself. */
const BY_STATE: Readonly<Record<ReaderStatus['state'], FindingCode | undefined>> = {
  empty: undefined,
  card: undefined,
  'in-use': 'card-in-use',
  mute: 'card-mute',
  'unsupported-card': 'card-unsupported',
};

function cardFindings(readers: readonly ReaderStatus[]): Finding[] {
  if (readers.every(({ state }) => state === 'empty')) return [{ code: 'no-card' }];
  return readers.flatMap(({ name, state }) => {
    const code = BY_STATE[state];
    return code === undefined ? [] : [{ code, subject: name }];
  });
}

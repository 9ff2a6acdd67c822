import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../shared/bytes.ts';
import { temporaryState } from './state/temporary-state.fixture.ts';
import { createTrace, printedTrace } from './trace.ts';

function traced(...exchanges: readonly (readonly [command: string, response: string | undefined])[]) {
  const { folder } = temporaryState();
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'trace.jsonl');
  const trace = createTrace({ KAZASU_SIMULATOR_TRACE: path });
  for (const [command, response] of exchanges) {
    trace(fromHex(command), response === undefined ? undefined : fromHex(response));
  }
  return { path, text: readFileSync(path, 'utf8') };
}

it('is one line of JSON for each command', () => {
  const { text } = traced(
    ['00A4040C05D392F00026', '9000'],
    ['00B0000002', '30829000'],
    ['00B0000002', undefined],
  );
  expect(
    text
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line)),
  ).toEqual([
    { ins: 'A4', command: '00A4040C05D392F00026', sw: '9000', length: 0 },
    { ins: 'B0', command: '00B0000002', sw: '9000', length: 2 },
    { ins: 'B0', command: '00B0000002', sw: null, length: 0 },
  ]);
});

describe('no PIN', () => {
  it.each([
    { name: 'VERIFY', command: '0020008004 31323334' },
    { name: 'VERIFY, extended', command: '00200080000004 31323334' },
    { name: 'VERIFY, malformed', command: '0020008031323334' },
    { name: 'VERIFY in another class', command: '8020008004 31323334' },
    { name: 'CHANGE REFERENCE DATA', command: '0024018004 31323334' },
  ])('$name', ({ command }) => {
    const { text } = traced([command, '63C2']);
    expect(text).not.toContain('31323334');
    expect(text).toContain('****');
    expect(text).toContain('63C2');
  });

  it('nor its length', () => {
    const { text } = traced(['0020008004 31323334', '9000'], ['0020008008 4142433132333435', '9000']);
    const [short, long] = text.split('\n');
    expect(long).toBe(short);
  });
});

describe('printed', () => {
  it.each([
    { command: '00A4020C020018', response: '9000', line: '00A4020C020018 -> 9000' },
    { command: '00B0000002', response: '30829000', line: '00B0000002 -> 9000, 2 bytes' },
    { command: '0020008004 31323334', response: '63C2', line: '00200080**** -> 63C2' },
    { command: '0020008004 31323334', response: undefined, line: '00200080**** -> no answer' },
  ])('$line', ({ command, response, line }) => {
    const lines: string[] = [];
    const trace = printedTrace((printed) => lines.push(printed));
    trace(fromHex(command), response === undefined ? undefined : fromHex(response));
    expect(lines).toEqual([line]);
  });
});

it('shows a question for the counter as such', () => {
  expect(traced(['00200080', '63C3']).text).toContain('"command":"00200080"');
});

it('is for the user alone', () => {
  expect(statSync(traced(['00200080', '63C3']).path).mode & 0o777).toBe(0o600);
});

it.each([{}, { KAZASU_SIMULATOR_TRACE: '' }])('is not written unasked: %j', (env) => {
  expect(() => {
    createTrace(env)(fromHex('00200080'), fromHex('9000'));
  }).not.toThrow();
});

it('that cannot be written is said before the first command', () => {
  const { folder } = temporaryState();
  const path = join(folder, 'no such folder', 'trace');
  expect(() => createTrace({ KAZASU_SIMULATOR_TRACE: path })).toThrow(
    expect.objectContaining({ code: 'reader-unavailable', problem: 'unwritable', path }),
  );
});

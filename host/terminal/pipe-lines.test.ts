import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { PipeLines } from './pipe-lines.ts';

describe('lines from a pipe', () => {
  it.each([
    [['1234\n5678\n'], ['1234', '5678', undefined]],
    [
      ['12', '34\n56', '78'],
      ['1234', '5678', undefined],
    ],
    [['1234\r\n'], ['1234', undefined]],
    [['\n1234'], ['', '1234', undefined]],
    [[], [undefined, undefined]],
    [
      ['x'.repeat(40), '\n1\n'],
      ['x'.repeat(32), undefined],
    ],
  ])('%j are %j', async (chunks, expected) => {
    const pipe = new PassThrough();
    for (const chunk of chunks) pipe.write(chunk);
    pipe.end();
    const lines = new PipeLines(pipe, 32);
    for (const line of expected) expect(await lines.next()).toBe(line);
  });

  it('come as soon as they are whole, while the pipe stays open', async () => {
    const pipe = new PassThrough();
    const lines = new PipeLines(pipe, 32);
    pipe.write('1234\n');
    expect(await lines.next()).toBe('1234');
  });
});

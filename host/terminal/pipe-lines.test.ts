import { PassThrough, Readable } from 'node:stream';
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
    [
      ['x'.repeat(32), '\r\n1\n'],
      ['x'.repeat(32), undefined],
    ],
    [[`1234\n${'x'.repeat(30)}\n4649\n`], ['1234', 'x'.repeat(30), '4649', undefined]],
    [['\n\n'], ['', '', undefined]],
    [
      ['\u6f22', '\u5b57\n'],
      ['\u6f22\u5b57', undefined],
    ],
  ])('%j are %j', async (chunks, expected) => {
    const pipe = new PassThrough();
    for (const chunk of chunks) pipe.write(chunk);
    pipe.end();
    const lines = new PipeLines(pipe, 32);
    for (const line of expected) expect(await lines.next()).toBe(line);
  });

  it('are read from nothing that goes on after they were asked for', async () => {
    const pipe = new PassThrough();
    const lines = new PipeLines(pipe, 32);
    pipe.write('1234\n');
    await lines.next();
    pipe.write('4649\n');
    expect(pipe.readableLength).toBe(5);
  });

  it('leave nothing of themselves where they were read from', async () => {
    const chunks = ['1234\r\n46', '49\n', 'x'.repeat(40)].map((text) => Buffer.from(text));
    const lines = new PipeLines(Readable.from(chunks, { objectMode: false }), 32);
    while ((await lines.next()) !== undefined);
    expect(Buffer.concat(chunks).every((byte) => byte === 0)).toBe(true);
  });

  it('are looked at by no regular expression, which would keep them', async () => {
    /kept/u.test('kept');
    const lines = new PipeLines(Readable.from([Buffer.from('1234\r\n')]), 32);
    expect(await lines.next()).toBe('1234');
    expect(Reflect.get(RegExp, 'input')).toBe('kept');
  });

  it('are given up when the pipe breaks', async () => {
    const pipe = new PassThrough();
    const line = new PipeLines(pipe, 32).next();
    pipe.destroy(new Error('broken'));
    await expect(line).rejects.toThrow('broken');
    await expect(new PipeLines(pipe, 32).next()).rejects.toThrow('broken');
  });

  it('come as soon as they are whole, while the pipe stays open', async () => {
    const pipe = new PassThrough();
    const lines = new PipeLines(pipe, 32);
    pipe.write('1234\n');
    expect(await lines.next()).toBe('1234');
  });
});

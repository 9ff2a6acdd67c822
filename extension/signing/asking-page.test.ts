import { beforeEach, describe, expect, it } from 'vitest';
import { toBase64 } from '../../shared/base64.ts';
import type { RelayedReply, SigningQuestion } from '../../shared/signing.ts';
import { AskingPage } from './asking-page.ts';

const BYTES = Uint8Array.of(1, 2, 3);
/** As Firefox has it. */
const PIECE = { kind: 'piece', document: 1, offset: 10, bytes: BYTES.buffer } as const;

let asked: SigningQuestion[];
let page: AskingPage;

beforeEach(() => {
  asked = [];
  page = new AskingPage((question) => asked.push(question));
});

describe('a page that is asked for a piece', () => {
  it.each<[string, RelayedReply]>([
    ['octets', PIECE],
    ['base64', { ...PIECE, bytes: toBase64(BYTES) }],
  ])('gives it, as %s', async (_, reply) => {
    const piece = page.read(1, 10, 3);
    page.hear(reply);
    expect(await piece).toEqual(BYTES);
    expect(asked).toEqual([{ kind: 'piece-wanted', document: 1, offset: 10, length: 3 }]);
  });

  it.each<[string, RelayedReply | undefined]>([
    ['of another document', { ...PIECE, document: 0 }],
    ['from another place', { ...PIECE, offset: 13 }],
    ['that is too short', { ...PIECE, bytes: new ArrayBuffer(2) }],
    ['that is too long', { ...PIECE, bytes: new ArrayBuffer(4) }],
    ['that is too short, in base64', { ...PIECE, bytes: toBase64(BYTES.subarray(1)) }],
    ['in another spelling', { ...PIECE, bytes: 'AQID====' }],
    ['that are time stamps', { kind: 'timestamps', responses: [toBase64(BYTES)] }],
    ['that cannot be read', undefined],
  ])('ends the request by a reply %s', async (_, reply) => {
    const piece = page.read(1, 10, 3);
    page.hear(reply);
    await expect(piece).rejects.toMatchObject({ code: 'invalid-request' });
  });

  it('is not heard without a question', async () => {
    page.hear({ ...PIECE, bytes: Uint8Array.of(9, 9, 9).buffer });
    const piece = page.read(1, 10, 3);
    page.hear(PIECE);
    page.hear({ ...PIECE, bytes: Uint8Array.of(9, 9, 9).buffer });
    expect(await piece).toEqual(BYTES);
  });

  it('answers in the order of the questions', async () => {
    const first = page.read(1, 10, 3);
    const second = page.read(1, 13, 1);
    page.hear(PIECE);
    page.hear({ ...PIECE, offset: 13, bytes: Uint8Array.of(4).buffer });
    expect(await Promise.all([first, second])).toEqual([BYTES, Uint8Array.of(4)]);
  });
});

describe('a page that is asked for time stamps', () => {
  it('gives one for each request', async () => {
    const responses = page.timestamps([BYTES]);
    page.hear({ kind: 'timestamps', responses: ['BAUG'] });
    expect(await responses).toEqual([Uint8Array.of(4, 5, 6)]);
    expect(asked).toEqual([{ kind: 'timestamps-wanted', requests: ['AQID'] }]);
  });

  it.each<[string, RelayedReply | undefined]>([
    ['fewer', { kind: 'timestamps', responses: [] }],
    ['more', { kind: 'timestamps', responses: ['BAUG', 'BAUG'] }],
    ['a piece', PIECE],
    ['what cannot be read', undefined],
  ])('ends the request by %s', async (_, reply) => {
    const responses = page.timestamps([BYTES]);
    page.hear(reply);
    await expect(responses).rejects.toMatchObject({ code: 'invalid-request' });
  });
});

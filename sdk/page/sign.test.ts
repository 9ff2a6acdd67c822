import * as v from 'valibot';
import { afterEach, describe, expect, expectTypeOf, it, vi } from 'vitest';
import { toBase64 } from '../../shared/base64.ts';
import { pageEnvelopeSchema, pageToBridgeSchema } from '../../shared/page-protocol.ts';
import { PIECE_MAX_BYTES, type SigningReply, type SignResult as Answer } from '../../shared/signing.ts';
import { KazasuError, sign, type SignOptions, type SignResult } from './index.ts';
import {
  answering,
  pass,
  posted,
  rejection,
  said,
  setUpPage,
  stillThere,
  stubPage,
  useBridge,
} from './page.fixture.ts';

setUpPage();
afterEach(() => {
  vi.restoreAllMocks();
});

const PDF = '%PDF-1.7 転入届';
const BYTES = new TextEncoder().encode(PDF);
const document = { name: '転入届.pdf', type: 'application/pdf', content: PDF };
const options = { format: 'pades', documents: [document] } as const;

const base64 = (text: string): string => toBase64(new TextEncoder().encode(text));
const certificate = base64('certificate');
const signature = base64('signature');
const wholeThenSignature = (length: number): Answer['documents'][number] => ({
  outcome: 'signed',
  parts: [
    { from: 'document', offset: 0, length },
    { from: 'signature', bytes: signature },
  ],
  signature,
});
const result = (...documents: unknown[]): unknown => ({ kind: 'result', result: { documents, certificate } });
const SIGNED = result(wholeThenSignature(BYTES.length));

/** A bridge that asks these questions, each when the one before has its reply, and gives what was replied. */
function asking(...questions: readonly unknown[]): Promise<SigningReply[]> {
  return new Promise((resolve) => {
    useBridge((port) => {
      const replies: SigningReply[] = [];
      port.postMessage({ kind: 'accepted' });
      port.postMessage(questions[0]);
      port.addEventListener('message', ({ data }: MessageEvent<SigningReply>) => {
        replies.push(data);
        port.postMessage(questions[replies.length] ?? SIGNED);
        if (replies.length === questions.length) resolve(replies);
      });
    });
  });
}

const piece = (offset: number, length: number, of = 0): unknown => ({
  kind: 'piece-wanted',
  document: of,
  offset,
  length,
});

describe('the request', () => {
  it.each<[string, SignOptions, object]>([
    ['a PDF', options, { documents: [{ name: '転入届.pdf', type: 'application/pdf', size: BYTES.length }] }],
    [
      'a PDF with a mark',
      { ...options, mark: { page: 1, x: 0, y: 0, width: 100, height: 30 } },
      { mark: { page: 1, x: 0, y: 0, width: 100, height: 30 } },
    ],
    ['CMS', { ...options, format: 'cades', packaging: 'enveloping' }, { packaging: 'enveloping' }],
    ['XML', { ...options, format: 'xades', packaging: 'detached' }, { packaging: 'detached' }],
    ['JWS', { ...options, format: 'jws' }, { format: 'jws' }],
    ['time stamps', { ...options, timestamp: () => Promise.reject(new Error()) }, { timestamps: true }],
    ['leaving out', { ...options, mayLeaveOut: true }, { mayLeaveOut: true }],
    [
      'a digest',
      { format: 'digest', documents: [{ name: 'archive.tar', digest: new Uint8Array(32) }] },
      { documents: [{ name: 'archive.tar', digest: toBase64(new Uint8Array(32)) }] },
    ],
  ])('describes %s, in the form that the bridge accepts', (_name, asked, described) => {
    void sign(asked).catch(() => undefined);
    const envelope = structuredClone(posted[0]?.envelope);
    expect(envelope).toMatchObject({ request: { method: 'sign', format: asked.format, ...described } });
    expect(v.is(pageEnvelopeSchema, envelope)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['none', { ...options, documents: [] }],
    ['a hundred and one', { ...options, documents: Array.from({ length: 101 }, () => document) }],
    ['an unknown format', { ...options, format: 'xmldsig' }],
    ['a packaging of another format', { ...options, packaging: 'detached' }],
    ['time stamps in a JWS', { ...options, format: 'jws', timestamp: () => undefined }],
    ['an unknown option', { ...options, pin: '1234' }],
    ['a PDF by the name of a text', { ...options, documents: [{ ...document, type: 'text/plain' }] }],
    ['a name with a path', { ...options, documents: [{ ...document, name: '../a.pdf' }] }],
    ['a name that reorders text', { ...options, documents: [{ ...document, name: '\u202Efdp.exe' }] }],
    ['no content', { ...options, documents: [{ name: 'a.pdf', type: 'application/pdf' }] }],
    ['a content that is an object', { ...options, documents: [{ ...document, content: {} }] }],
    ['a SHA-1', { format: 'digest', documents: [{ name: 'a', digest: new Uint8Array(20) }] }],
    [
      'a digest of another length than said',
      {
        format: 'digest',
        digestAlgorithm: 'SHA-512',
        documents: [{ name: 'a', digest: new Uint8Array(32) }],
      },
    ],
  ])('is refused before it is posted: %s', async (_name, asked) => {
    // Callers without types can pass anything.
    expect(await rejection(sign(asked as SignOptions))).toMatchObject({ code: 'invalid-request' });
    expect(posted).toEqual([]);
  });

  it('is not allowed without a gesture', async () => {
    stubPage({ gesture: false });
    expect(await rejection(sign(options))).toMatchObject({ code: 'not-allowed' });
    expect(posted).toEqual([]);
  });
});

describe('a document', () => {
  it.each<[string, SignOptions['documents'][number]]>([
    ['a text', document],
    ['bytes', { ...document, content: BYTES }],
    ['a part of a buffer', { ...document, content: new Uint8Array([0, ...BYTES, 0]).subarray(1, -1) }],
    ['a buffer', { ...document, content: BYTES.slice().buffer }],
    ['a Blob', { ...document, content: new Blob([PDF]) }],
  ])('crosses in the pieces that the prompt wants: %s', async (_name, given) => {
    const replies = asking(piece(0, 9), piece(9, BYTES.length - 9));
    // The table has documents of one format.
    await sign({ ...options, documents: [given] } as SignOptions);
    expect((await replies).map((reply) => [v.is(pageToBridgeSchema, reply), reply])).toStrictEqual([
      [true, { kind: 'piece', document: 0, offset: 0, bytes: BYTES.slice(0, 9).buffer }],
      [true, { kind: 'piece', document: 0, offset: 9, bytes: BYTES.slice(9).buffer }],
    ]);
  });

  it('is what it was when it was handed over', async () => {
    const content = BYTES.slice();
    const replies = asking(piece(0, BYTES.length));
    const asked = sign({ ...options, documents: [{ ...document, content }] });
    content.fill(0);
    expect(await replies).toStrictEqual([{ kind: 'piece', document: 0, offset: 0, bytes: BYTES.buffer }]);
    const [signed] = (await asked).documents;
    expect(await signed?.signed.text()).toBe(`${PDF}signature`);
  });

  it.each([
    ['beyond its end', piece(1, BYTES.length)],
    ['of another one', piece(0, 1, 1)],
    ['larger than a piece is', piece(0, PIECE_MAX_BYTES + 1)],
    ['as nobody asks', { kind: 'document-wanted' }],
  ])('is not read %s', async (_name, question) => {
    useBridge(answering({ kind: 'accepted' }, question));
    expect(await rejection(sign(options))).toMatchObject({ code: 'internal' });
    await vi.waitFor(() => {
      expect(said).toEqual([{ kind: 'cancel' }]);
    });
  });

  it('that cannot be read ends the request, with what reading it has said', async () => {
    const unreadable = new DOMException('the file has changed', 'NotReadableError');
    vi.spyOn(Blob.prototype, 'arrayBuffer').mockRejectedValue(unreadable);
    useBridge(answering({ kind: 'accepted' }, piece(0, 1)));
    expect(await rejection(sign(options))).toBe(unreadable);
    await vi.waitFor(() => {
      expect(said).toEqual([{ kind: 'cancel' }]);
    });
  });
});

describe('time stamps', () => {
  const question = { kind: 'timestamps-wanted', requests: [base64('one'), base64('two')] };

  it('are fetched by the caller, and come in the order of the requests', async () => {
    const stamps = { one: 'stamp one', two: 'stamp two' } as Record<string, string>;
    const timestamp = (request: Uint8Array): Promise<Uint8Array> =>
      Promise.resolve(new TextEncoder().encode(stamps[new TextDecoder().decode(request)]));
    const replies = asking(question);
    await sign({ ...options, timestamp });
    expect(await replies).toEqual([
      { kind: 'timestamps', responses: [base64('stamp one'), base64('stamp two')] },
    ]);
  });

  it('that cannot be fetched end the request, with what fetching them has said', async () => {
    const unreachable = new TypeError('Failed to fetch');
    useBridge(answering({ kind: 'accepted' }, question));
    expect(await rejection(sign({ ...options, timestamp: () => Promise.reject(unreachable) }))).toBe(
      unreachable,
    );
    await vi.waitFor(() => {
      expect(said).toEqual([{ kind: 'cancel' }]);
    });
  });

  it('are given up together with the request', async () => {
    const controller = new AbortController();
    const reason = new Error('left the page');
    useBridge(answering({ kind: 'accepted' }, question));
    const signals: AbortSignal[] = [];
    const timestamp = (_request: Uint8Array, signal: AbortSignal): Promise<never> => {
      signals.push(signal);
      controller.abort(reason);
      return new Promise(() => undefined);
    };
    expect(await rejection(sign({ ...options, timestamp, signal: controller.signal }))).toBe(reason);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it('are none of the extension’s business when the caller has not offered them', async () => {
    useBridge(answering({ kind: 'accepted' }, question));
    expect(await rejection(sign(options))).toMatchObject({ code: 'internal' });
  });
});

describe('the result', () => {
  it('is the signed document, the signature alone, and the certificate', async () => {
    useBridge(answering({ kind: 'accepted' }, SIGNED));
    const { documents, certificate: signer } = await sign(options);
    expect(documents).toMatchObject([{ outcome: 'signed', name: '転入届.pdf' }]);
    expect(documents[0]?.signed.type).toBe('application/pdf');
    expect(await documents[0]?.signed.text()).toBe(`${PDF}signature`);
    expect(Buffer.from(documents[0]?.signature ?? []).toString()).toBe('signature');
    expect(Buffer.from(signer).toString()).toBe('certificate');
  });

  it('has a payload as a JWS has it, however large', async () => {
    const content = new Uint8Array(PIECE_MAX_BYTES + 1000).map((_, index) => (index * 7) % 256);
    const parts = [
      { from: 'signature', bytes: base64('header.') },
      { from: 'document', offset: 0, length: content.length, encoding: 'base64url' },
      { from: 'signature', bytes: base64('.signature') },
    ];
    useBridge(answering({ kind: 'accepted' }, result({ outcome: 'signed', parts, signature })));
    const { documents } = await sign({ format: 'jws', documents: [{ ...document, content }] });
    expect(await documents[0]?.signed.text()).toBe(
      `header.${Buffer.from(content).toString('base64url')}.signature`,
    );
  });

  it('says which documents were left out, where that is allowed', async () => {
    useBridge(answering({ kind: 'accepted' }, result({ outcome: 'left-out' }, wholeThenSignature(0))));
    const { documents } = await sign({ ...options, mayLeaveOut: true, documents: [document, document] });
    expect(documents).toMatchObject([{ outcome: 'left-out', name: '転入届.pdf' }, { outcome: 'signed' }]);
  });

  it.each<[string, unknown]>([
    ['of another request', { kind: 'result', result: { token: 'a.b.c' } }],
    ['without the document', result({ outcome: 'left-out' })],
    ['of another document', result(wholeThenSignature(BYTES.length + 1))],
    ['that is none', { kind: 'accepted', certificate }],
  ])('is not one %s', async (_name, answer) => {
    useBridge(answering({ kind: 'accepted' }, answer));
    expect(await rejection(sign(options))).toMatchObject({ code: 'internal' });
  });

  it('is of as many documents as were handed over', async () => {
    useBridge(answering({ kind: 'accepted' }, SIGNED));
    const error = await rejection(sign({ ...options, documents: [document, document] }));
    expect(error).toMatchObject({ code: 'internal' });
  });

  it('names the document that was refused, and why', async () => {
    const refused = { document: 0, reason: 'pdf-encrypted' };
    useBridge(answering({ kind: 'accepted' }, { kind: 'error', code: 'document-refused', refused }));
    const error = await rejection(sign(options));
    expect(error).toBeInstanceOf(KazasuError);
    expect(error).toMatchObject({ code: 'document-refused', refused });
  });
});

it('leaves the person more time than a log-in does, to read', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  useBridge(stillThere);
  const outcome = rejection(sign(options));
  await pass(11 * 60_000);
  expect(await Promise.race([outcome, Promise.resolve('still waiting')])).toBe('still waiting');
});

it('is typed by its format', () => {
  const documents = [document];
  const refused: SignOptions[] = [
    // @ts-expect-error a PDF has one packaging
    { format: 'pades', documents, packaging: 'detached' },
    // @ts-expect-error a JWS has no time stamps
    { format: 'jws', documents, timestamp: () => Promise.reject(new Error()) },
    // @ts-expect-error a document is no digest
    { format: 'digest', documents },
  ];
  expect(refused).toHaveLength(3);
  expectTypeOf<ReturnType<typeof sign>>().toEqualTypeOf<Promise<SignResult>>();
});

import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { toBase64 } from '../../shared/base64.ts';
import { type Bytes, toUtf8 } from '../../shared/bytes.ts';
import {
  NEW_BYTES_MAX,
  PIECE_MAX_BYTES,
  RESULT_NEW_BYTES_MAX,
  type SignRequest,
} from '../../shared/signing.ts';
import type { SignableDocument, Signer } from '../../signatures/container.ts';
import type { Formats } from './formats.ts';
import { SigningRun } from './signing-run.ts';
import { cadesRequest, CERTIFICATE, described, FAKE_FORMATS, FakeSource } from './signing.fixture.ts';

const FIRST = toUtf8('first document');
const SECOND = toUtf8('二つ目の文書');
const BOTH = cadesRequest([described('a.txt', FIRST), described('b.pdf', SECOND, 'application/pdf')]);
const SIGNATURE = toUtf8('signature');

const hex = (algorithm: string, bytes: Uint8Array): string =>
  createHash(algorithm).update(bytes).digest('hex');
const live = (): AbortSignal => new AbortController().signal;
const ignore = (): void => undefined;

function start(
  request: SignRequest,
  ...contents: readonly Bytes[]
): { readonly run: SigningRun; readonly source: FakeSource } {
  const source = new FakeSource(...contents);
  return { run: new SigningRun({ request, source, formats: FAKE_FORMATS }), source };
}

async function startBound(
  request: SignRequest,
  contents: readonly Bytes[],
  chosen = contents.keys(),
): Promise<{ readonly run: SigningRun; readonly source: FakeSource }> {
  const started = start(request, ...contents);
  await started.run.receive(ignore, live());
  await started.run.bind(CERTIFICATE, { chosen: new Set(chosen), onProgress: ignore, signal: live() });
  return started;
}

describe('receiving', () => {
  it('lists each document with the SHA-256 of the bytes that are shown', async () => {
    const { run } = start(BOTH, FIRST, SECOND);
    expect(await run.receive(ignore, live())).toEqual([
      {
        name: 'a.txt',
        kind: 'text',
        digest: { algorithm: 'SHA-256', hex: hex('sha256', FIRST) },
        content: { type: 'text/plain', size: FIRST.length },
      },
      {
        name: 'b.pdf',
        kind: 'pdf',
        digest: { algorithm: 'SHA-256', hex: hex('sha256', SECOND) },
        content: { type: 'application/pdf', size: SECOND.length },
      },
    ]);
    expect(new Uint8Array(await run.content(1).arrayBuffer())).toEqual(SECOND);
  });

  it('takes a large document in by bounded pieces, two at a time at most', async () => {
    const large = new Uint8Array(5 * PIECE_MAX_BYTES + 7).fill(3);
    const { run, source } = start(cadesRequest([described('large', large)]), large);
    const [listed] = await run.receive(ignore, live());
    expect(listed?.digest.hex).toBe(hex('sha256', large));
    expect(run.content(0).size).toBe(large.length);
    expect(source).toMatchObject({ reads: 6, largest: PIECE_MAX_BYTES });
    expect(source.mostOpen).toBeLessThanOrEqual(2);
  });

  it('asks for nothing of an empty document', async () => {
    const { run, source } = start(cadesRequest([described('empty', new Uint8Array())]));
    const [listed] = await run.receive(ignore, live());
    expect(listed?.digest.hex).toBe(hex('sha256', new Uint8Array()));
    expect(source.reads).toBe(0);
  });

  it('tells its progress ten times a second at most', async () => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(0);
    const large = new Uint8Array(4 * PIECE_MAX_BYTES);
    const { run } = start(cadesRequest([described('large', large)]), large);
    const progress: number[] = [];
    await run.receive((done) => {
      progress.push(done);
      // The second piece comes at once, the third later than that.
      now.mockReturnValueOnce(99).mockReturnValueOnce(100);
    }, live());
    expect(progress).toEqual([PIECE_MAX_BYTES, 3 * PIECE_MAX_BYTES]);
    now.mockRestore();
  });

  it('asks for no further piece once it is over', async () => {
    const large = new Uint8Array(4 * PIECE_MAX_BYTES);
    const { run, source } = start(cadesRequest([described('large', large)]), large);
    const over = new AbortController();
    await expect(
      run.receive(() => {
        over.abort();
      }, over.signal),
    ).rejects.toThrow();
    expect(source.reads).toBe(2);
  });

  it('says which document cannot be signed before it asks for the next one', async () => {
    const documents = ['a', 'refused', 'b'].map((name) => described(name, FIRST));
    const { run, source } = start(cadesRequest(documents), FIRST, FIRST, FIRST);
    await expect(run.receive(ignore, live())).rejects.toMatchObject({
      refused: { document: 1, reason: 'pdf-encrypted' },
    });
    expect(source.reads).toBe(2);
  });

  it('lists digests as they are, and refuses those of another length', async () => {
    const digest = new Uint8Array(48).fill(1);
    const request = {
      method: 'sign',
      format: 'digest',
      digestAlgorithm: 'SHA-384',
      documents: [{ name: 'unseen', digest: toBase64(digest) }],
    } satisfies SignRequest;
    const { run } = start(request);
    expect(await run.receive(ignore, live())).toEqual([
      { name: 'unseen', kind: 'unseen', digest: { algorithm: 'SHA-384', hex: '01'.repeat(48) } },
    ]);
    const { run: other } = start({ ...request, digestAlgorithm: 'SHA-256' });
    await expect(other.receive(ignore, live())).rejects.toMatchObject({ code: 'invalid-request' });
  });
});

describe('binding', () => {
  it('hands the card the digests of what was chosen and of nothing else', async () => {
    const { run } = start(BOTH, FIRST, SECOND);
    await run.receive(ignore, live());
    expect(await run.bind(CERTIFICATE, { chosen: new Set([1]), onProgress: ignore, signal: live() })).toEqual(
      [{ algorithm: 'SHA-256', value: createHash('sha256').update(SECOND).digest('base64') }],
    );
  });

  it('uses the digest algorithm of the request, whatever is shown', async () => {
    const { run } = start({ ...BOTH, digestAlgorithm: 'SHA-512' }, FIRST, SECOND);
    const [listed] = await run.receive(ignore, live());
    expect(listed?.digest).toEqual({ algorithm: 'SHA-256', hex: hex('sha256', FIRST) });
    const [digest] = await run.bind(CERTIFICATE, {
      chosen: new Set([0]),
      onProgress: ignore,
      signal: live(),
    });
    expect(digest).toEqual({
      algorithm: 'SHA-512',
      value: createHash('sha512').update(FIRST).digest('base64'),
    });
  });

  it('can be done again, when the password was wrong or the card was away', async () => {
    const { run } = await startBound(BOTH, [FIRST, SECOND]);
    expect(
      await run.bind(CERTIFICATE, { chosen: new Set([0]), onProgress: ignore, signal: live() }),
    ).toHaveLength(1);
  });

  it('is not disturbed by a try that was given up and comes to its end later', async () => {
    const release: (() => void)[] = [];
    const bind = (certificate: string): Promise<unknown> =>
      run.bind(certificate, { chosen: new Set([0, 1]), onProgress: ignore, signal: givenUp.signal });
    const givenUp = new AbortController();
    const slow: Formats = {
      ...FAKE_FORMATS,
      prepare: () =>
        Promise.resolve(({ hash }: SignableDocument) =>
          Promise.resolve({
            bind: async (signer: Signer) => {
              if (toBase64(signer.certificate) !== CERTIFICATE)
                await new Promise<void>((resolve) => release.push(resolve));
              return {
                digestAlgorithm: 'SHA-256' as const,
                digest: hash.clone().digest(),
                finish: () => ({ parts: [signer.certificate], signature: signer.certificate }),
              };
            },
          }),
        ),
    };
    const run = new SigningRun({ request: BOTH, source: new FakeSource(FIRST, SECOND), formats: slow });
    await run.receive(ignore, live());
    const first = bind(toBase64(toUtf8('of a card that was taken away')));
    await vi.waitUntil(() => release.length === 1);
    givenUp.abort();
    await run.bind(CERTIFICATE, { chosen: new Set([0, 1]), onProgress: ignore, signal: live() });
    release[0]?.();
    await expect(first).rejects.toThrow('aborted');
    const signature = toBase64(SIGNATURE);
    const { documents, certificate } = await run.finish([signature, signature], live());
    expect(certificate).toBe(CERTIFICATE);
    expect(documents).toMatchObject([{ signature: CERTIFICATE }, { signature: CERTIFICATE }]);
  });

  it('says which document it is that cannot be bound', async () => {
    const { run } = start(
      cadesRequest([described('a', FIRST), described('refused at binding', SECOND)]),
      FIRST,
      SECOND,
    );
    await run.receive(ignore, live());
    await expect(
      run.bind(CERTIFICATE, { chosen: new Set([0, 1]), onProgress: ignore, signal: live() }),
    ).rejects.toMatchObject({ refused: { document: 1, reason: 'signature-oversize' } });
  });
});

describe('finishing', () => {
  it('gives each document its place in the request, and the certificate', async () => {
    const { run } = await startBound(BOTH, [FIRST, SECOND], new Set([1]).values());
    expect(await run.finish([toBase64(SIGNATURE)], live())).toEqual({
      documents: [
        { outcome: 'left-out' },
        {
          outcome: 'signed',
          parts: [
            { from: 'document', offset: 0, length: SECOND.length },
            { from: 'signature', bytes: toBase64(SIGNATURE) },
          ],
          signature: toBase64(SIGNATURE),
        },
      ],
      certificate: CERTIFICATE,
    });
  });

  it.each([
    ['fewer', 1],
    ['more', 3],
  ])('gives nothing for %s signatures than documents', async (_, count) => {
    const { run } = await startBound(BOTH, [FIRST, SECOND]);
    await expect(run.finish(Array<string>(count).fill(toBase64(SIGNATURE)), live())).rejects.toMatchObject({
      code: 'host-malformed',
    });
  });

  it('stamps each signature, where that was asked for', async () => {
    const { run } = await startBound({ ...BOTH, timestamps: true }, [FIRST, SECOND]);
    const { documents } = await run.finish([toBase64(SIGNATURE), toBase64(FIRST)], live());
    const token = (signature: string): string =>
      Buffer.from(`token of stamp ${signature}`).toString('base64');
    expect(documents.map((each) => ('parts' in each ? each.parts.at(-1) : each))).toEqual([
      { from: 'signature', bytes: token('signature') },
      { from: 'signature', bytes: token('first document') },
    ]);
  });

  it('gives nothing when a time stamp is not right, and says of which document', async () => {
    const request = { ...BOTH, timestamps: true, mayLeaveOut: true };
    const { run, source } = await startBound(request, [FIRST, SECOND], new Set([1]).values());
    source.stamps = () => Promise.resolve([new Uint8Array()]);
    await expect(run.finish([toBase64(SIGNATURE)], live())).rejects.toMatchObject({
      refused: { document: 1, reason: 'timestamp-invalid' },
    });
  });

  it('gives nothing when it is over before the time stamps come', async () => {
    const { run, source } = await startBound({ ...BOTH, timestamps: true }, [FIRST, SECOND]);
    const over = new AbortController();
    source.stamps = (requests) => {
      over.abort();
      return Promise.resolve(requests.map(() => SIGNATURE));
    };
    await expect(run.finish([toBase64(SIGNATURE), toBase64(SIGNATURE)], over.signal)).rejects.toThrow(
      'aborted',
    );
  });

  it('refuses what no message holds', async () => {
    const { run } = await startBound(cadesRequest([described('a', FIRST)]), [FIRST]);
    await expect(run.finish([toBase64(new Uint8Array(NEW_BYTES_MAX + 1))], live())).rejects.toMatchObject({
      refused: { document: 0, reason: 'signature-oversize' },
    });
  });

  it('refuses what no message holds of all documents together, and says at which of them', async () => {
    const fitting = Math.floor(RESULT_NEW_BYTES_MAX / (2 * NEW_BYTES_MAX));
    const contents = Array<Bytes>(fitting + 1).fill(FIRST);
    const { run } = await startBound(
      cadesRequest(contents.map((content, index) => described(`${index}.txt`, content))),
      contents,
    );
    const largest = toBase64(new Uint8Array(NEW_BYTES_MAX));
    await expect(run.finish(Array<string>(fitting + 1).fill(largest), live())).rejects.toMatchObject({
      refused: { document: fitting, reason: 'signature-oversize' },
    });
  });
});

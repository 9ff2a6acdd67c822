import { describe, expect, it, vi } from 'vitest';
import type { OpenPromptReply } from '../../shared/extension-protocol.ts';
import { PIECE_MAX_BYTES } from '../../shared/signing.ts';
import {
  error,
  extension,
  leave,
  LOGIN,
  openLogin,
  post,
  roundTrip,
  setUpDocument,
  sheet,
  TOKEN,
} from './asking-document.fixture.ts';

setUpDocument();

describe('the prompt', () => {
  it("is heard under the request's id only, and only once", async () => {
    const page = post(LOGIN);
    await page.hears(1);
    const stranger = extension.connectPrompt('8d6a7f0e-2d3c-4b5a-9e8f-7a6b5c4d3e2f');
    const prompt = extension.connectPrompt();
    const second = extension.connectPrompt();
    expect([stranger, prompt, second].map(({ isDisconnected }) => isDisconnected)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('gives its result to the page, and nothing more of it', async () => {
    const { page, prompt } = await openLogin();
    prompt.onMessage.emit({ kind: 'result', result: { token: 'aaa.bbb.ccc', more: 1 }, more: 2 });
    prompt.onMessage.emit(error('internal'));
    expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, TOKEN]);
    expect(prompt.isDisconnected).toBe(true);
    expect(sheet?.isOpen).toBe(false);
    await roundTrip();
    expect(page.heard).toHaveLength(2);
  });

  it('gives attributes to the page, and nothing more of the answer', async () => {
    const { page, prompt } = await openLogin();
    const attributes = { name: '山田　太郎' };
    prompt.onMessage.emit({ kind: 'result', result: { attributes, more: 1 } });
    expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, { kind: 'result', result: { attributes } }]);
  });

  it.each([
    ['card-unusable', 'card-unusable'],
    ['pin-blocked', 'internal'], // not for a page
    ['constructor', 'internal'],
  ])('gives the error %s to the page as %s', async (code, told) => {
    const { page, prompt } = await openLogin();
    prompt.onMessage.emit(error(code));
    expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, error(told)]);
  });

  it.each([
    ['a result', { kind: 'signature', result: { token: 'aaa.bbb.ccc' } }],
    ['an error', { kind: 'warning', code: 'busy' }],
    ['progress', { kind: 'step', step: 'done' }],
    ['nothing', {}],
  ])(
    'is not believed in words that the bridge does not know, though they look like %s',
    async (_, message) => {
      const { page, prompt } = await openLogin();
      prompt.onMessage.emit(message);
      expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, error('internal')]);
      expect(sheet?.steps ?? []).not.toContain('done');
    },
  );

  it('shows its progress on the sheet and not to the page', async () => {
    const { page, prompt } = await openLogin();
    prompt.onMessage.emit({ kind: 'progress', step: 'pin-needed' });
    await roundTrip();
    expect(sheet?.steps).toEqual(['connecting', 'pin-needed']);
    expect(page.heard).toHaveLength(1);
  });

  it('may be quicker than the background’s reply, which brings the language of the sheet', async () => {
    const texts = { language: 'ja', cancel: 'キャンセル' };
    let reply: (reply: OpenPromptReply) => void = () => undefined;
    extension.reply = () => new Promise((resolve) => (reply = resolve));
    const page = post(LOGIN);
    await page.hears(1);
    extension.connectPrompt().onMessage.emit({ kind: 'progress', step: 'waiting-for-card' });
    expect(sheet).toBeUndefined();
    reply({ kind: 'opened', texts });
    await roundTrip();
    expect(sheet).toMatchObject({ texts, steps: ['waiting-for-card'] });
    expect(page.heard).toEqual([{ kind: 'accepted' }]);
  });

  it('has been closed when it disconnects without an answer', async () => {
    const { page, prompt } = await openLogin();
    prompt.onDisconnect.emit();
    expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, error('user-cancelled')]);
  });

  it('has gone with its extension when that is no longer there', async () => {
    const { page, prompt } = await openLogin();
    extension.invalidate();
    prompt.onDisconnect.emit();
    expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, error('extension-unavailable')]);
  });

  it('answers whether its extension is still there', async () => {
    const { page } = await openLogin();
    page.port.postMessage({ kind: 'still-there' });
    expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, { kind: 'accepted' }]);
    extension.invalidate();
    page.port.postMessage({ kind: 'still-there' });
    expect((await page.hears(3)).at(-1)).toEqual(error('extension-unavailable'));
  });
});

describe('signing', () => {
  const ASKED = { kind: 'piece-wanted', document: 0, offset: 0, length: 3 };
  const PIECE = { kind: 'piece', document: 0, offset: 0, bytes: Uint8Array.of(0x25, 0x50, 0x44).buffer };
  const RELAYED = { ...PIECE, bytes: 'JVBE' };

  it.each([
    [ASKED, PIECE, RELAYED],
    [
      { kind: 'timestamps-wanted', requests: ['MEMC'] },
      { kind: 'timestamps', responses: ['MIIIrQ=='] },
      { kind: 'timestamps', responses: ['MIIIrQ=='] },
    ],
  ])('passes the question to the page and the reply to the prompt: %j', async (question, reply, relayed) => {
    const { page, prompt } = await openLogin();
    prompt.onMessage.emit(question);
    expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, question]);
    page.port.postMessage(reply);
    await vi.waitUntil(() => prompt.received.length > 0, { interval: 1 });
    expect(prompt.received).toEqual([relayed]);
  });

  it.each([
    ['nothing', undefined, PIECE],
    ['something else', { kind: 'timestamps-wanted', requests: [] }, PIECE],
    ['it once', ASKED, { kind: 'timestamps', responses: [] }],
  ])('passes on no reply when the prompt has asked for %s', async (_, question, reply) => {
    const { page, prompt } = await openLogin();
    if (question) prompt.onMessage.emit(question);
    page.port.postMessage(reply);
    await roundTrip();
    expect(prompt.received).toEqual([]);
  });

  it('passes on one reply to each question', async () => {
    const { page, prompt } = await openLogin();
    prompt.onMessage.emit(ASKED);
    page.port.postMessage(PIECE);
    page.port.postMessage(PIECE);
    await roundTrip();
    expect(prompt.received).toEqual([RELAYED]);
    prompt.onMessage.emit(ASKED);
    page.port.postMessage(PIECE);
    await roundTrip();
    expect(prompt.received).toEqual([RELAYED, RELAYED]);
  });

  it('ends with a reply that is larger than what was asked for', async () => {
    const { page, prompt } = await openLogin();
    prompt.onMessage.emit(ASKED);
    page.port.postMessage({ ...PIECE, bytes: new ArrayBuffer(PIECE_MAX_BYTES + 1) });
    expect((await page.hears(3)).at(-1)).toEqual(error('invalid-request'));
    expect(prompt.received).toEqual([]);
    expect(prompt.isDisconnected).toBe(true);
  });

  it('gives the page what was signed, and nothing more of the answer', async () => {
    const { page, prompt } = await openLogin();
    const result = { documents: [{ outcome: 'left-out' }], certificate: 'MIIF' };
    prompt.onMessage.emit({ kind: 'result', result: { ...result, more: 1 } });
    expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, { kind: 'result', result }]);
  });

  it('tells the page which document was refused', async () => {
    const { page, prompt } = await openLogin();
    const refusal = {
      kind: 'error',
      code: 'document-refused',
      refused: { document: 1, reason: 'xml-doctype' },
    };
    prompt.onMessage.emit(refusal);
    expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, refusal]);
  });
});

describe('cancelling', () => {
  it('by the page reaches the prompt, which answers', async () => {
    const { page, prompt } = await openLogin();
    page.port.postMessage({ kind: 'cancel' });
    await vi.waitUntil(() => prompt.received.length > 0, { interval: 1 });
    expect(prompt.received).toEqual([{ kind: 'cancel' }]);
  });

  it.each([['nonsense'], [null], [{ kind: 'show' }], [{ kind: 'progress', step: 'done' }]])(
    'is not %j from the page',
    async (message) => {
      const { page, prompt } = await openLogin();
      page.port.postMessage(message);
      await roundTrip();
      expect(prompt.received).toEqual([]);
    },
  );

  it('by the sheet reaches the prompt, and so does the wish to see it', async () => {
    const { prompt } = await openLogin();
    sheet?.choose('show');
    sheet?.choose('cancel');
    expect(prompt.received).toEqual([{ kind: 'show' }, { kind: 'cancel' }]);
  });

  it.each(['cancel', 'show'] as const)(
    'or anything else on a sheet whose extension has gone ends the request: %s',
    async (choice) => {
      const { page } = await openLogin();
      extension.invalidate();
      sheet?.choose(choice);
      expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, error('extension-unavailable')]);
      expect(sheet?.isOpen).toBe(false);
    },
  );

  it('by the page reaches nobody once the extension has gone, and ends the request', async () => {
    const { page } = await openLogin();
    extension.invalidate();
    page.port.postMessage({ kind: 'cancel' });
    expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, error('extension-unavailable')]);
  });

  it('ends at once while no prompt is connected, and refuses the one that comes too late', async () => {
    const page = post(LOGIN);
    await page.hears(1);
    page.port.postMessage({ kind: 'cancel' });
    expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, error('user-cancelled')]);
    expect(extension.connectPrompt().isDisconnected).toBe(true);
  });

  it('is what happens when the document goes, into the back/forward cache or for good', async () => {
    const { page, prompt } = await openLogin();
    leave();
    expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, error('user-cancelled')]);
    expect(prompt.isDisconnected).toBe(true);
    expect(sheet?.isOpen).toBe(false);
  });
});

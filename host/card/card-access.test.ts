import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KazasuError } from '../../shared/errors.ts';
import { BEGIN, readCertificate, SELECT_ISD, SELECT_JPKI } from '../testing/jpki-exchanges.ts';
import { deferred } from '../testing/deferred.ts';
import { ScriptedConnection } from '../testing/scripted-connection.ts';
import { ScriptedReaders } from '../testing/scripted-readers.ts';
import { createTestCardContent } from '../testing/test-card-content.ts';
import { CardAccess, IDLE_LIMIT_MS } from './card-access.ts';
import type { CardSession } from './card-session.ts';

const content = createTestCardContent();
const LIVE = new AbortController().signal;
const begin = (card: CardSession, signal: AbortSignal) => card.begin('userAuthentication', signal);
const CLEAR = [SELECT_ISD, '9000'] as const;
const WRONG_PIN = new KazasuError('wrong-pin', 'wrong', { detail: { triesLeft: 2 } });

function access(...connections: (ScriptedConnection | KazasuError)[]) {
  const readers = new ScriptedReaders(...connections);
  return { readers, cards: new CardAccess(readers, () => undefined) };
}

function openable(): ScriptedConnection {
  return new ScriptedConnection([...BEGIN, CLEAR]);
}

/** An operation that ends when it is told to, and what it was called with. */
function hanging() {
  const started = deferred<AbortSignal>();
  const ended = deferred<string>();
  const operation = (_session: unknown, signal: AbortSignal): Promise<string> => {
    started.resolve(signal);
    return ended.promise;
  };
  return { operation, started: started.promise, end: ended.resolve };
}

describe('CardAccess', () => {
  it('opens a card, lets it be used and closes it', async () => {
    const connection = new ScriptedConnection([...BEGIN, ...readCertificate(content.certificate), CLEAR]);
    const { cards, readers } = access(connection);
    expect(await cards.open('R', begin, LIVE)).toBe(3);
    expect(cards.reader).toBe('R');
    const { der } = await cards.use((session) => session.readCertificate('userAuthentication', LIVE), LIVE);
    expect(der).toEqual(content.certificate);
    await cards.close();
    expect([connection.outstanding, connection.disconnected, cards.reader]).toEqual([[], 1, undefined]);
    expect(readers.opened).toEqual(['R']);
  });

  it('closes one card before it opens another', async () => {
    const [first, second] = [openable(), openable()];
    const { cards } = access(first, second);
    await cards.open('R', begin, LIVE);
    await cards.open('S', begin, LIVE);
    expect([first.disconnected, second.disconnected, cards.reader]).toEqual([1, 0, 'S']);
  });

  it('clears a card that could not be opened', async () => {
    const connection = new ScriptedConnection([[SELECT_JPKI, '6A82'], CLEAR]);
    const { cards } = access(connection);
    await expect(cards.open('R', begin, LIVE)).rejects.toMatchObject({ code: 'card-unsupported' });
    expect([connection.outstanding, connection.disconnected, cards.reader]).toEqual([[], 1, undefined]);
  });

  it('holds nothing when there was no connection', async () => {
    const { cards } = access(new KazasuError('card-in-use'));
    await expect(cards.open('R', begin, LIVE)).rejects.toMatchObject({ code: 'card-in-use' });
    expect(cards.reader).toBeUndefined();
  });

  it('has no card to use before one is open, nor after it is closed', async () => {
    const { cards } = access(openable());
    const use = () => cards.use(() => Promise.resolve('used'), LIVE);
    await expect(use()).rejects.toMatchObject({ code: 'card-not-open' });
    await cards.open('R', begin, LIVE);
    expect(await use()).toBe('used');
    await cards.close();
    await expect(use()).rejects.toMatchObject({ code: 'card-not-open' });
  });

  it('closes without a card, and twice', async () => {
    const { cards } = access(openable());
    await cards.close();
    await cards.open('R', begin, LIVE);
    await Promise.all([cards.close(), cards.close()]);
    expect(cards.reader).toBeUndefined();
  });

  it('runs one operation after another', async () => {
    const { cards } = access(openable());
    await cards.open('R', begin, LIVE);
    const order: string[] = [];
    const first = hanging();
    const running = cards.use(first.operation, LIVE).then(() => order.push('first'));
    const waiting = cards.use(() => Promise.resolve(order.push('second')), LIVE);
    await first.started;
    first.end('');
    await Promise.all([running, waiting]);
    expect(order).toEqual(['first', 'second']);
  });

  it('closes the card before useAndClose hands out its result', async () => {
    const connection = openable();
    const { cards } = access(connection);
    await cards.open('R', begin, LIVE);
    expect(await cards.useAndClose(() => Promise.resolve('token'), LIVE)).toBe('token');
    expect([connection.outstanding, connection.disconnected]).toEqual([[], 1]);
  });

  it.each([
    'card-removed',
    'pin-blocked',
    'pin-outcome-unknown',
    'signature-mismatch',
    'pin-malformed',
  ] as const)('closes the card after %s', async (code) => {
    const connection = openable();
    const { cards } = access(connection);
    await cards.open('R', begin, LIVE);
    const failure = new KazasuError(code);
    await expect(cards.use(() => Promise.reject(failure), LIVE)).rejects.toBe(failure);
    expect([connection.outstanding, connection.disconnected]).toEqual([[], 1]);
  });

  it('closes the card after a failure that is not ours', async () => {
    const connection = openable();
    const { cards } = access(connection);
    await cards.open('R', begin, LIVE);
    await expect(cards.use(() => Promise.reject(new TypeError('bug')), LIVE)).rejects.toThrow('bug');
    expect(connection.disconnected).toBe(1);
  });

  it('keeps the card open after a wrong PIN', async () => {
    const connection = openable();
    const { cards } = access(connection);
    await cards.open('R', begin, LIVE);
    await expect(cards.useAndClose(() => Promise.reject(WRONG_PIN), LIVE)).rejects.toBe(WRONG_PIN);
    expect([cards.reader, connection.disconnected]).toEqual(['R', 0]);
  });

  it('does not keep it open after a wrong PIN that nobody waits for', async () => {
    const connection = openable();
    const { cards } = access(connection);
    await cards.open('R', begin, LIVE);
    await expect(cards.useAndClose(() => Promise.reject(WRONG_PIN), AbortSignal.abort())).rejects.toThrow();
    expect(connection.disconnected).toBe(1);
  });

  it('does not begin what is cancelled while it waits', async () => {
    const { cards } = access(openable());
    await cards.open('R', begin, LIVE);
    const first = hanging();
    const cancelled = new AbortController();
    const running = cards.use(first.operation, LIVE);
    const waited = vi.fn();
    const waiting = cards.use(waited, cancelled.signal);
    cancelled.abort();
    first.end('');
    await running;
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    expect(waited).not.toHaveBeenCalled();
  });

  it('close cancels what is under way and what waits, and waits for it', async () => {
    const connection = openable();
    const { cards } = access(connection);
    await cards.open('R', begin, LIVE);
    const first = hanging();
    const running = cards.useAndClose(first.operation, LIVE);
    const waiting = cards.use(() => Promise.resolve(), LIVE);
    const signal = await first.started;
    const closed = cards.close();
    expect([signal.aborted, connection.disconnected]).toEqual([true, 0]);
    first.end('token');
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await closed;
    expect([connection.outstanding, connection.disconnected]).toEqual([[], 1]);
  });

  it('can be opened again after it was closed', async () => {
    const { cards } = access(openable(), openable());
    await cards.open('R', begin, LIVE);
    const closed = cards.close();
    await expect(cards.open('R', begin, LIVE)).resolves.toBe(3);
    await closed;
    expect(cards.reader).toBe('R');
  });

  it('closes a card that has left its reader, and no other', async () => {
    const { cards } = access(openable());
    await cards.open('R', begin, LIVE);
    cards.cardLeft('S');
    await cards.use(() => Promise.resolve(), LIVE);
    cards.cardLeft('R');
    await expect(cards.use(() => Promise.resolve(), LIVE)).rejects.toMatchObject({ code: 'card-not-open' });
  });

  it('gives up a card that does not answer', async () => {
    const connection = new ScriptedConnection([]);
    connection.transmit = () => new Promise(() => undefined);
    const { cards } = access(connection);
    void cards.open('R', begin, LIVE);
    await vi.waitFor(() => {
      expect(cards.reader).toBe('R');
    });
    await cards.giveUp();
    expect(connection.disconnected).toBe(1);
  });

  describe('left alone', () => {
    beforeEach(() => {
      vi.useFakeTimers();
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    it('gives the card back after the idle limit', async () => {
      const connection = openable();
      const { cards } = access(connection);
      await cards.open('R', begin, LIVE);
      await vi.advanceTimersByTimeAsync(IDLE_LIMIT_MS - 1);
      expect(connection.disconnected).toBe(0);
      await vi.advanceTimersByTimeAsync(1);
      expect([connection.outstanding, connection.disconnected]).toEqual([[], 1]);
    });

    it('counts from the last operation', async () => {
      const connection = openable();
      const { cards } = access(connection);
      await cards.open('R', begin, LIVE);
      await vi.advanceTimersByTimeAsync(IDLE_LIMIT_MS - 1);
      await cards.use(() => Promise.resolve(), LIVE);
      await vi.advanceTimersByTimeAsync(IDLE_LIMIT_MS - 1);
      expect(connection.disconnected).toBe(0);
      await vi.advanceTimersByTimeAsync(1);
      expect(connection.disconnected).toBe(1);
    });

    it('does not interrupt an operation that takes longer', async () => {
      const { cards } = access(openable());
      await cards.open('R', begin, LIVE);
      const slow = hanging();
      const running = cards.use(slow.operation, LIVE);
      const signal = await slow.started;
      await vi.advanceTimersByTimeAsync(IDLE_LIMIT_MS * 2);
      expect(signal.aborted).toBe(false);
      slow.end('done');
      expect(await running).toBe('done');
    });
  });
});

/** The methods over a card, without a process or frames between them and the test. */
import * as v from 'valibot';
import {
  HOST_METHODS,
  type HostMethod,
  type HostParams,
  type HostResult,
} from '../../shared/host-protocol.ts';
import { CardAccess } from '../card/card-access.ts';
import { methodTable } from '../methods/method-table.ts';
import { ReaderWatch } from '../methods/reader-watch.ts';
import type { CardConnection } from '../readers/reader.ts';
import { ScriptedReaders } from './scripted-readers.ts';

export class MethodScene {
  readonly cards: CardAccess;
  readonly #methods: ReturnType<typeof methodTable>;

  /** @param connections in the order in which they will be opened, or what makes the next one */
  constructor(
    connections: readonly CardConnection[] | (() => CardConnection),
    { now = new Date(), simulated = false } = {},
  ) {
    const given = typeof connections === 'function' ? [] : connections;
    const readers = Object.assign(new ScriptedReaders(...given), { simulated });
    if (typeof connections === 'function') readers.next = connections;
    const log = (): void => undefined;
    this.cards = new CardAccess(readers, log);
    const watch = new ReaderWatch({
      readers,
      cards: this.cards,
      log,
      signal: new AbortController().signal,
      notify: () => undefined,
    });
    this.#methods = methodTable({
      readers,
      cards: this.cards,
      watch,
      now: () => now,
      inspectInstallation: () => Promise.resolve([{ code: 'policy-none' }]),
    });
  }

  /** The result is checked against the protocol. */
  async call<Method extends HostMethod>(
    method: Method,
    params: HostParams<Method>,
    signal = new AbortController().signal,
  ): Promise<HostResult<Method>> {
    const result = await this.#methods[method](params, { signal, afterAnswer: () => undefined });
    v.parse(HOST_METHODS[method].result, result);
    return result;
  }
}

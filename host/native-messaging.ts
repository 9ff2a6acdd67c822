import type { Readable, Writable } from 'node:stream';
import type { Finding } from '../shared/diagnosis.ts';
import { KazasuError } from '../shared/errors.ts';
import { CARD_ANSWER_LIMIT_MS } from '../shared/host-protocol.ts';
import { CardAccess } from './card/card-access.ts';
import { type CommandLineIo, EXIT, languageOf, SIMULATED_CARD_OPTION } from './command-line.ts';
import type { Log } from './log.ts';
import { isOwnExtension } from './messaging/caller.ts';
import { Dispatcher } from './messaging/dispatcher.ts';
import { errorResponse } from './messaging/json-rpc.ts';
import { NativePort } from './messaging/native-port.ts';
import { methodTable } from './methods/method-table.ts';
import { ReaderWatch } from './methods/reader-watch.ts';
import type { ReaderSystem } from './readers/reader.ts';
import { type EndLimit, endWithin } from './time-limit.ts';
import { STARTED_BY_HAND } from './usage.ts';

export interface NativeMessagingIo extends Pick<CommandLineIo, 'stderr' | 'env'> {
  readonly input: Readable;
  /** Carries frames and nothing else. */
  readonly output: Writable;
  readonly log: Log;
  /** Aborted when the process is told to end. */
  readonly signal: AbortSignal;
  loadReaders(kind: ReaderKind): Promise<ReaderSystem>;
  /** For a diagnosis. */
  inspectInstallation(kind: ReaderKind): Promise<Finding[]>;
}

export type ReaderKind = 'real' | 'simulated';

/** How long the end may take: for the card to finish its command and be cleared, then for giving it up. */
const END_LIMIT_MS: EndLimit = { close: 600, giveUp: 200 };

/**
 * When a PIN has been sent, what it has opened would stay open for other programs if this process ended first. Browsers
 * do not wait that long (docs/threat-model.md), so it is only the end of waiting for a card that hangs.
 */
const END_LIMIT_AFTER_PIN_MS: EndLimit = { ...END_LIMIT_MS, close: CARD_ANSWER_LIMIT_MS };

/** `kazasu native-messaging`: serves one port of one browser, until the browser closes it. Returns the exit status. */
export async function runNativeMessaging(args: readonly string[], io: NativeMessagingIo): Promise<number> {
  const simulated = args[0] === SIMULATED_CARD_OPTION;
  const browserArguments = simulated ? args.slice(1) : args;
  if (browserArguments.length === 0) {
    io.stderr(STARTED_BY_HAND[languageOf(io.env)]);
    return EXIT.usage;
  }
  const port = new NativePort(io.input, io.output);
  if (!isOwnExtension(browserArguments)) {
    io.log('caller-refused', {});
    port.send(errorResponse(null, new KazasuError('caller-not-allowed')));
    return EXIT.failed;
  }
  io.log('host-started', { simulated });
  return serve(port, simulated ? 'simulated' : 'real', io);
}

async function serve(port: NativePort, kind: ReaderKind, io: NativeMessagingIo): Promise<number> {
  const { log, signal } = io;
  const readers = await io.loadReaders(kind);
  const serving = new AbortController();
  const cards = new CardAccess(readers, log);
  const watch = new ReaderWatch({
    readers,
    cards,
    log,
    signal: serving.signal,
    notify: (params) => {
      port.send({ jsonrpc: '2.0', method: 'readersChanged', params });
    },
  });
  const methods = methodTable({
    readers,
    cards,
    watch,
    now: () => new Date(),
    inspectInstallation: () => io.inspectInstallation(kind),
  });
  const dispatcher = new Dispatcher(
    methods,
    (message) => {
      port.send(message);
    },
    log,
  );
  const wholeFrames = await port.receiveAll(dispatcher, signal);
  serving.abort();
  dispatcher.abort();
  // Nothing is under way any more that would still send a PIN.
  await endWithin(cards.pinSent ? END_LIMIT_AFTER_PIN_MS : END_LIMIT_MS, cards);
  return wholeFrames ? EXIT.ok : EXIT.failed;
}

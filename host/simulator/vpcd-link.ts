/**
 * The card in the slot, lent to a virtual reader: vpcd of vsmartcard, so that pcscd and everything above it see an
 * ordinary reader with a card. A connection is a card in that reader; there is none while the slot is empty.
 *
 * The one file of the host that may use the network (docs/architecture.md, security rule 10), and no part of what a
 * browser starts: it connects to the reader that a tester has named to `kazasu simulate --vpcd`, and to nothing else.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { errorCodeOf } from '../../shared/errors.ts';
import { powerUp } from './inserted-card.ts';
import { fitsVirtualReader, type ScenarioName } from './scenario.ts';
import { readSlot, type SlotReading, slotRevision, watchStateFolder } from './state/slot.ts';
import { StateFileError } from './state/state-file.ts';
import type { Trace } from './trace.ts';
import { VpcdCard } from './vpcd-card.ts';
import { vpcdFrame, VpcdFrameReader } from './vpcd-frame.ts';

/** The reader has taken the card, none is in the slot, this one is for no virtual reader, or there is no reader. */
export type VpcdStatus =
  | { readonly status: 'in-reader' | 'unsuitable'; readonly scenario: ScenarioName }
  | { readonly status: 'no-card' | 'no-reader' };

export interface VpcdLink {
  readonly host: string;
  readonly port: number;
  /** The simulator's state: its slot, its cards, its test PKI. */
  readonly folder: string;
  readonly trace: Trace;
  readonly onStatus: (status: VpcdStatus) => void;
  readonly signal: AbortSignal;
}

/**
 * Serves until aborted. A reader that is not there, or goes away, is said once and tried again every second.
 * @throws {KazasuError} `reader-unavailable` when the state cannot be understood from the start
 */
export async function serveVpcd(link: VpcdLink): Promise<void> {
  readSlot(link.folder);
  while (!link.signal.aborted) {
    const slot = presentSlot(link.folder);
    const unchanged = untilSlotChanges(link, slot);
    const { inserted, scenario } = slot;
    if (inserted && fitsVirtualReader(scenario)) {
      await lendCard(link, slot, unchanged);
      await setTimeout(EMPTY_MILLISECONDS, undefined, { signal: link.signal }).catch(() => undefined);
    } else {
      link.onStatus(inserted ? { status: 'unsuitable', scenario } : { status: 'no-card' });
      if (!unchanged.aborted) await once(unchanged, 'abort');
    }
  }
}

/** pcscd looks at a slot every 400 ms: a card that is changed for another more quickly would stay the same one to it. */
const EMPTY_MILLISECONDS = 500;

/** What cannot be understood while it runs may be half of what somebody is just writing by hand: no card yet. */
function presentSlot(folder: string): SlotReading {
  try {
    return readSlot(folder);
  } catch (error) {
    if (!(error instanceof StateFileError)) throw error;
    return { inserted: false, scenario: 'normal', revision: slotRevision(folder) };
  }
}

/** Aborted by the next insertion or removal, and with the link. */
function untilSlotChanges(link: VpcdLink, slot: SlotReading): AbortSignal {
  const change = new AbortController();
  const ended = AbortSignal.any([link.signal, change.signal]);
  const look = () => {
    if (hasChanged(link, slot)) change.abort();
  };
  watchStateFolder(link.folder, look, ended);
  look();
  return ended;
}

function hasChanged({ folder }: VpcdLink, { revision }: SlotReading): boolean {
  return slotRevision(folder) !== revision;
}

const RETRY_MILLISECONDS = 1000;

async function lendCard(link: VpcdLink, slot: SlotReading, unchanged: AbortSignal): Promise<void> {
  const inserted = await powerUp(link.folder, slot);
  const card = new VpcdCard(inserted, link.trace);
  const onTaken = () => {
    link.onStatus({ status: 'in-reader', scenario: slot.scenario });
  };
  let said = false;
  for (;;) {
    inserted.powerCycle();
    const taken = await connection(
      connect({ host: link.host, port: link.port, noDelay: true, signal: unchanged }),
      card,
      onTaken,
    );
    // A card that has pulled itself is gone before the watch says so.
    if (unchanged.aborted || hasChanged(link, slot)) return;
    if (taken || !said) link.onStatus({ status: 'no-reader' });
    said = true;
    await setTimeout(RETRY_MILLISECONDS, undefined, { signal: unchanged }).catch(() => undefined);
  }
}

/**
 * One connection from its beginning to its end, whoever ends it.
 * @returns whether the reader took the card: the operating system accepts a connection before vpcd does
 */
async function connection(socket: Socket, card: VpcdCard, onTaken: () => void): Promise<boolean> {
  let taken = false;
  try {
    for await (const payload of payloads(socket)) {
      if (!taken) onTaken();
      taken = true;
      const answer = await card.answer(payload);
      if (answer !== undefined) socket.write(vpcdFrame(answer));
    }
  } catch (error) {
    if (!isConnectionError(error) && errorCodeOf(error) !== 'card-removed') throw error;
  } finally {
    socket.destroy();
  }
  return taken;
}

async function* payloads(socket: Socket): AsyncGenerator<Uint8Array, void, void> {
  const frames = new VpcdFrameReader();
  for await (const chunk of socket as AsyncIterable<Uint8Array>) yield* frames.push(chunk);
}

/** What is said of a connection that is not there, or no longer. */
function isConnectionError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && CONNECTION_ERRORS.has(error.code);
}

const CONNECTION_ERRORS: ReadonlySet<unknown> = new Set([
  // Ended by the other side, or by us.
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ABORT_ERR',
  'ERR_STREAM_PREMATURE_CLOSE',
  // Not there, or not to be reached now.
  'ECONNREFUSED',
  'ETIMEDOUT',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  // A name that is not known, or not now (getaddrinfo).
  'ENOTFOUND',
  'EAI_AGAIN',
]);

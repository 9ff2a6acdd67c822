/** `kazasu card`: the person's own card from the command line. docs/command-line.md. */
import type { Readable } from 'node:stream';
import { IDLE_LIMIT_MS } from '../card/card-access.ts';
import { type CommandLineIo, type Language, languageOf } from '../command-line.ts';
import { createLog } from '../log.ts';
import type { ReaderSystem } from '../readers/reader.ts';
import { printable, printableJson } from '../terminal/printable.ts';
import { attributes } from './attributes.ts';
import type { CardAction, CardContext } from './card-action.ts';
import {
  type ArgumentMistake,
  asksForJson,
  type CardActionName,
  type CardArguments,
  parseCardArguments,
} from './card-arguments.ts';
import { asCardCommandError, type CardCommandError } from './card-command-error.ts';
import { certificates } from './certificates.ts';
import { changePin } from './change-pin.ts';
import { describeError } from './error-texts.ts';
import { CARD_EXIT, exitStatusOf } from './exit-status.ts';
import { exportCa } from './export-ca.ts';
import { type Interruption, watchInterruption } from './interruption.ts';
import { openPinEntry, type PinEntry } from './pin-entry.ts';
import { status } from './status.ts';
import { CARD_TEXTS } from './texts.ts';
import { CARD_USAGE, describeMistake } from './usage.ts';

export interface CardCommandIo extends CommandLineIo {
  /** A terminal or a pipe, for PINs. */
  readonly input: Readable;
  /** Writes any part of a line where the person sees it. */
  readonly prompt: (text: string) => void;
  readonly loadReaders: (kind: 'real' | 'simulated') => Promise<ReaderSystem>;
}

const ACTIONS: Readonly<Record<CardActionName, CardAction>> = {
  status,
  certificates,
  'change-pin': changePin,
  attributes,
  'export-ca': exportCa,
};

/** @returns the exit status; docs/command-line.md, "Exit status" */
export async function runCardCommand(args: readonly string[], io: CardCommandIo): Promise<number> {
  const language = languageOf(io.env);
  if (args[0] === 'help' || args.includes('--help')) {
    io.stdout(CARD_USAGE[language]);
    return CARD_EXIT.ok;
  }
  const parsed = parseCardArguments(args);
  if ('mistake' in parsed) return refuse(parsed, asksForJson(args), io);
  const interruption = watchInterruption();
  let pins: PinEntry | undefined;
  try {
    const report = await ACTIONS[parsed.action]({
      ...contextOf(parsed, io, interruption),
      openPins: () => (pins = openPins(parsed, io, interruption)),
    });
    if (parsed.json) io.stdout(printableJson(report.json));
    else for (const line of report.lines) io.stdout(printable(line));
    return CARD_EXIT.ok;
  } catch (thrown) {
    const error = asCardCommandError(thrown);
    reportError(error, parsed, io, language);
    return exitStatusOf(error.code, interruption.exitStatus());
  } finally {
    pins?.close();
    interruption.stop();
  }
}

function contextOf(
  args: CardArguments,
  io: CardCommandIo,
  { signal }: Interruption,
): Omit<CardContext, 'openPins'> {
  return {
    args,
    texts: CARD_TEXTS[languageOf(io.env)],
    signal,
    now: new Date(),
    log: createLog(io.env, io.stderr),
    loadReaders: () => io.loadReaders(args.simulatedCard ? 'simulated' : 'real'),
    note: io.stderr,
  };
}

function openPins(args: CardArguments, io: CardCommandIo, { signal, interrupt }: Interruption): PinEntry {
  const texts = CARD_TEXTS[languageOf(io.env)].pins;
  const changes = args.action === 'change-pin';
  return openPinEntry({ ...args, ...io, texts, changes, signal, interrupt, idleLimit: IDLE_LIMIT_MS });
}

function reportError(
  { code, detail }: CardCommandError,
  args: CardArguments,
  io: CommandLineIo,
  language: Language,
): void {
  if (args.json) io.stdout(printableJson({ error: { code, ...detail } }));
  else for (const line of describeError(code, detail, args, language)) io.stderr(printable(line));
}

function refuse(mistake: ArgumentMistake, json: boolean, io: CommandLineIo): number {
  const language = languageOf(io.env);
  if (json) io.stdout(printableJson({ error: { code: 'usage' } }));
  else io.stderr(describeMistake(mistake, language));
  return CARD_EXIT.usage;
}

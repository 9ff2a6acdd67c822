/**
 * The command line `kazasu`, and the native-messaging host when a browser starts it (through the launcher that
 * `kazasu install` wrote). What a browser waits for is imported here; the rest when its command is given.
 */
import { fileURLToPath } from 'node:url';
import { version } from '../package.json';
import { type Command, type CommandLineIo, EXIT, languageOf } from './command-line.ts';
import { createLog } from './log.ts';
import { runNativeMessaging } from './native-messaging.ts';
import type { ReaderSystem } from './readers/reader.ts';
import { MISTAKES, USAGE } from './usage.ts';

/** For `card` itself, which gives it a process of its own. */
const CARD_PROCESS = 'card-process';

const COMMANDS: Readonly<Record<string, Command>> = {
  'native-messaging': (args, io) => nativeMessaging(args, io),
  install: async (args, io) => (await import('./setup/install.ts')).runInstallCommand(args, io, PROGRAM),
  uninstall: async (args, io) =>
    (await import('./setup/uninstall.ts')).runUninstallCommand(args, io, PROGRAM),
  card: (args, io) => cardSafely(args, io),
  [CARD_PROCESS]: (args, io) => cardProcess(args, io),
  verify: async (args, io) => (await import('./verify-command/command.ts')).runVerifyCommand(args, io),
  simulate: async (args, io) => (await import('./simulator/command.ts')).runSimulateCommand(args, io),
  help: (_args, io) => print(io, USAGE[languageOf(io.env)]),
  '--help': (_args, io) => print(io, USAGE[languageOf(io.env)]),
  '--version': (_args, io) => print(io, version),
};

/** What a launcher starts: this Node.js with this file. */
const PROGRAM = {
  node: process.execPath,
  script: fileURLToPath(import.meta.url),
  platform: process.platform,
};

const READERS = {
  real: async (): Promise<ReaderSystem> => (await import('./readers/pcsc.ts')).createPcscReaders(),
  simulated: async (): Promise<ReaderSystem> =>
    (await import('./readers/simulated.ts')).createSimulatedReaders(process.env),
};

const TERMINAL: CommandLineIo = {
  stdout: (line) => void process.stdout.write(`${line}\n`),
  stderr: (line) => void process.stderr.write(`${line}\n`),
  env: process.env,
};

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
// The streams of a browser may stay open for longer than there is anything to do, so the end is explicit.
process.exit(await (command?.(args, TERMINAL) ?? refuse(name, TERMINAL)));

async function nativeMessaging(args: readonly string[], io: CommandLineIo): Promise<number> {
  const log = createLog(io.env, io.stderr);
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // Each time: a second signal must not end this before the card is cleared.
    process.on(signal, () => {
      ending.abort();
    });
  }
  const crashed = new AbortController();
  const crash = (): void => {
    // Neither message nor stack: they may quote what the error is about.
    log('host-crashed', {});
    crashed.abort();
  };
  process.on('uncaughtException', crash);
  const exitCode = await runNativeMessaging(args, {
    ...io,
    input: process.stdin,
    output: process.stdout,
    log,
    signal: AbortSignal.any([ending.signal, crashed.signal]),
    loadReaders: (kind) => READERS[kind](),
    inspectInstallation: async (kind) =>
      (await import('./setup/installation-findings.ts')).installationFindings({
        kind: kind === 'real' ? 'host' : 'simulator',
        env: io.env,
        platform: PROGRAM.platform,
      }),
  }).catch(crash);
  return crashed.signal.aborted ? EXIT.failed : (exitCode ?? EXIT.failed);
}

async function cardSafely(args: readonly string[], io: CommandLineIo): Promise<number> {
  const { needsOwnProcess, runInOwnProcess } = await import('./card-command/own-process.ts');
  if (!needsOwnProcess(args)) return card(args, io);
  return runInOwnProcess([...process.execArgv, PROGRAM.script, CARD_PROCESS, ...args]);
}

async function cardProcess(args: readonly string[], io: CommandLineIo): Promise<number> {
  const { endWithParent, tellExitStatus } = await import('./card-command/own-process.ts');
  endWithParent();
  const exitStatus = await card(args, io);
  await tellExitStatus(exitStatus);
  return exitStatus;
}

async function card(args: readonly string[], io: CommandLineIo): Promise<number> {
  // A terminal that hangs up, or a pipe that closes, must not end this before the card is closed.
  for (const stream of [process.stdin, process.stdout, process.stderr]) stream.on('error', () => undefined);
  const { runCardCommand } = await import('./card-command/command.ts');
  return runCardCommand(args, {
    ...io,
    input: process.stdin,
    prompt: (text) => void process.stderr.write(text),
    loadReaders: (kind) => READERS[kind](),
  });
}

function refuse(typed: string, io: CommandLineIo): number {
  const language = languageOf(io.env);
  const mistakes = MISTAKES[language];
  if (typed !== '') io.stderr(typed.startsWith('-') ? mistakes.option(typed) : mistakes.command(typed));
  io.stderr(USAGE[language]);
  return EXIT.usage;
}

function print(io: CommandLineIo, text: string): Promise<number> {
  io.stdout(text);
  return Promise.resolve(EXIT.ok);
}

/** `kazasu simulate`: works the simulated card from the command line. docs/simulator.md. */
import { resolve } from 'node:path';
import { type Command, type CommandLineIo, EXIT, type Language, languageOf } from '../command-line.ts';
import { MISTAKES, unexpected } from '../usage.ts';
import { CARD_PIN_NAMES } from './card/card-pins.ts';
import { isScenarioName, SCENARIO_NAMES, SCENARIOS } from './scenario.ts';
import { forgetCardMemories, openCardMemory } from './state/card-memory.ts';
import { discardUnreadablePki, loadTestPki } from './state/pki-store.ts';
import { discardUnreadableLock } from './state/reader-lock.ts';
import { discardUnreadableSlot, readSlot, writeSlot } from './state/slot.ts';
import { simulatorFolder, StateFileError } from './state/state-file.ts';
import { SIMULATE_TEXTS, type SimulateTexts } from './texts.ts';
import { printToken } from './token-command.ts';
import { lendToVpcd } from './vpcd-command.ts';

export const runSimulateCommand: Command = async (args, io) => {
  const language = languageOf(io.env);
  const state = takeState(args);
  if (state === undefined) return refuse([MISTAKES[language].value('--state')], language, io);
  const folder = state.folder ?? simulatorFolder(io.env);
  const [name = '', ...rest] = state.rest;
  if (name === 'help' || name === '--help') {
    io.stdout(usage(language));
    return EXIT.ok;
  }
  try {
    const service = SERVICES.find(({ option }) => state.rest.some((arg) => isOption(arg, option)));
    if (service) {
      const mistake = await service.run(state.rest, folder, io);
      return mistake === undefined ? EXIT.ok : refuse([mistake], language, io);
    }
    const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
    const outcome = await (action ?? unknown(name))(rest, folder, language);
    if ('done' in outcome) {
      for (const line of outcome.done) io.stdout(line);
      return EXIT.ok;
    }
    return refuse(outcome.mistake, language, io);
  } catch (error) {
    io.stderr(`kazasu simulate: ${explain(error, SIMULATE_TEXTS[language])}`);
    return EXIT.failed;
  }
};

/** What runs until it is ended, and is no action on the reader. */
const SERVICES: readonly {
  readonly option: string;
  run(args: readonly string[], folder: string, io: CommandLineIo): Promise<string | undefined>;
}[] = [
  { option: '--vpcd', run: lendToVpcd },
  // Loaded here alone: node-forge would cost every other command.
  { option: '--pki', run: async (...args) => (await import('./pki-command.ts')).runPkiServer(...args) },
];

function isOption(arg: string, option: string): boolean {
  return arg === option || arg.startsWith(`${option}=`);
}

function refuse(mistakes: readonly string[], language: Language, io: CommandLineIo): number {
  for (const line of [...mistakes, usage(language)]) io.stderr(line);
  return EXIT.usage;
}

/** Takes `--state DIR` out of the arguments, wherever it stands. @returns undefined when DIR is missing */
function takeState(args: readonly string[]): { folder?: string; rest: readonly string[] } | undefined {
  const index = args.findIndex((arg) => isOption(arg, '--state'));
  const option = args[index];
  if (option === undefined) return { rest: args };
  const tied = option.startsWith('--state=');
  const folder = tied ? option.slice('--state='.length) : (args[index + 1] ?? '');
  if (folder === '' || (!tied && folder.startsWith('-'))) return undefined;
  return { folder: resolve(folder), rest: args.toSpliced(index, tied ? 1 : 2) };
}

/** Lines for the person: what came of it, or what was not understood. */
type Outcome = { readonly done: readonly string[] } | { readonly mistake: readonly string[] };
type Action = (args: readonly string[], folder: string, language: Language) => Outcome | Promise<Outcome>;

const ACTIONS: Readonly<Record<string, Action>> = {
  insert,
  remove: withoutArguments(remove),
  reset: withoutArguments(reset),
  status: withoutArguments(status),
  ca,
  token: printToken,
};

function unknown(name: string): Action {
  return (_args, _folder, language) => {
    const mistakes = MISTAKES[language];
    if (name === '') return { mistake: [] };
    return { mistake: [name.startsWith('-') ? mistakes.option(name) : mistakes.command(name)] };
  };
}

function withoutArguments(action: (folder: string, texts: SimulateTexts) => readonly string[]): Action {
  return ([extra], folder, language) =>
    extra === undefined
      ? { done: action(folder, SIMULATE_TEXTS[language]) }
      : { mistake: [unexpected(extra, MISTAKES[language])] };
}

function insert(
  [scenario = 'normal', extra]: readonly string[],
  folder: string,
  language: Language,
): Outcome {
  const mistakes = MISTAKES[language];
  if (!isScenarioName(scenario)) {
    return { mistake: [scenario.startsWith('-') ? mistakes.option(scenario) : mistakes.scenario(scenario)] };
  }
  if (extra !== undefined) return { mistake: [unexpected(extra, mistakes)] };
  writeSlot(folder, { inserted: true, scenario });
  return { done: [SIMULATE_TEXTS[language].inserted(scenario)] };
}

function remove(folder: string, texts: SimulateTexts): readonly string[] {
  writeSlot(folder, { inserted: false, scenario: readSlot(folder).scenario });
  return [texts.removed];
}

/** Fresh cards under the same authorities; only what cannot be understood is made anew as well. */
function reset(folder: string, texts: SimulateTexts): readonly string[] {
  forgetCardMemories(folder);
  discardUnreadableSlot(folder);
  discardUnreadablePki(folder);
  discardUnreadableLock(folder);
  return [texts.reset];
}

/** One line for each fact, `name: value`, the same in every language, because scripts read them. */
function status(folder: string): readonly string[] {
  const slot = readSlot(folder);
  const lines = [`slot: ${slot.inserted ? 'inserted' : 'empty'}`, `scenario: ${slot.scenario}`];
  if (!slot.inserted) return lines;
  const memory = openCardMemory(folder, slot);
  return [...lines, ...CARD_PIN_NAMES.map((pin) => `tries left, ${pin}: ${memory.read(pin).triesLeft}`)];
}

async function ca(args: readonly string[], folder: string, language: Language): Promise<Outcome> {
  const signature = args[0] === '--signature';
  const extra = args[signature ? 1 : 0];
  if (extra !== undefined) return { mistake: [unexpected(extra, MISTAKES[language])] };
  const { authorities } = await loadTestPki(folder);
  return {
    done: [(signature ? authorities.digitalSignature : authorities.userAuthentication).trimEnd()],
  };
}

function explain(error: unknown, texts: SimulateTexts): string {
  if (error instanceof StateFileError) return texts.stateFile[error.problem](error.path);
  return texts.failed(error instanceof Error ? error.message : String(error));
}

function usage(language: Language): string {
  const width = Math.max(...SCENARIO_NAMES.map((name) => name.length));
  const scenarios = SCENARIO_NAMES.map(
    (name) => `  ${name.padEnd(width)}  ${SCENARIOS[name].description[language]}`,
  );
  return [USAGE[language], ...scenarios].join('\n');
}

const USAGE: Readonly<Record<Language, string>> = {
  en: `Usage: kazasu simulate <action>

  insert [SCENARIO]   Put a simulated card into the simulated reader (SCENARIO: normal).
  remove              Take it out.
  reset               Make every card fresh again: tries left, PINs.
  status              What is in the reader, and the tries left.
  ca [--signature]    Print the test CA's certificate (PEM), for user authentication or for signatures.
  token --origin ORIGIN --nonce NONCE [SCENARIO]
                      Print the token that a log-in at ORIGIN would bring now, for the automated tests of a site.
  --vpcd [HOST:PORT]  Put the card into a virtual reader of pcscd instead (vpcd at 127.0.0.1:35963) until ended by
                      a signal. --scenario NAME inserts a card first, --trace prints every command without PINs.
  --pki [PORT]        Serve the test CA's revocation lists and OCSP responder over HTTP on this machine, on any free
                      port, until ended by a signal.

With --state DIR cards, PINs and the test CA are in DIR.
PINs of a fresh card: user authentication 1234, signature ABC12345, card information input 5678.

Scenarios:`,
  ja: `使い方: kazasu simulate <操作>

  insert [シナリオ]   模擬カードを模擬リーダーに挿入します(省略時は normal)。
  remove              カードを抜きます。
  reset               すべてのカードを初期状態(残り回数、暗証番号)に戻します。
  status              リーダーの状態と暗証番号の残り回数を表示します。
  ca [--signature]    テスト用CAの証明書(PEM)を表示します(利用者証明用、または署名用)。
  token --origin オリジン --nonce ノンス [シナリオ]
                      そのオリジンへのログインで送られるトークンを表示します(サイトの自動テスト用)。
  --vpcd [HOST:PORT]  pcscd の仮想リーダー(vpcd、省略時は 127.0.0.1:35963)にカードを入れます。シグナルで終了します。
                      --scenario シナリオ は先にカードを挿入し、--trace は全コマンドを(暗証番号を伏せて)表示します。
  --pki [ポート]      テスト用CAの失効リストとOCSPレスポンダを、このコンピューター内だけの HTTP で公開します(省略時は
                      空いているポート)。シグナルで終了します。

--state DIR を付けると、カード、暗証番号、テスト用CAを DIR に保存します。
初期の暗証番号: 利用者証明用 1234、署名用 ABC12345、券面事項入力補助用 5678

シナリオ:`,
};

/** `kazasu simulate`: works the simulated card from the command line. docs/simulator.md. */
import { type Command, type CommandLineIo, EXIT, type Language, languageOf } from '../command-line.ts';
import { CARD_PIN_NAMES } from './card/card-pins.ts';
import { isScenarioName, SCENARIO_NAMES, SCENARIOS } from './scenario.ts';
import { forgetCardMemories, openCardMemory } from './state/card-memory.ts';
import { discardUnreadablePki, loadTestPki } from './state/pki-store.ts';
import { discardUnreadableLock } from './state/reader-lock.ts';
import { discardUnreadableSlot, readSlot, writeSlot } from './state/slot.ts';
import { simulatorFolder } from './state/state-file.ts';

export const runSimulateCommand: Command = async (args, io) => {
  const [name = '', ...rest] = args;
  if (name === 'help' || name === '--help') {
    io.stdout(usage(languageOf(io.env)));
    return EXIT.ok;
  }
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  try {
    if ((await action?.(rest, simulatorFolder(io.env), io)) === 'done') return EXIT.ok;
  } catch (error) {
    io.stderr(`kazasu simulate: ${error instanceof Error ? error.message : 'failed'}`);
    return EXIT.failed;
  }
  io.stderr(usage(languageOf(io.env)));
  return EXIT.usage;
};

type Outcome = 'done' | 'misused';
type Action = (args: readonly string[], folder: string, io: CommandLineIo) => Outcome | Promise<Outcome>;

const ACTIONS: Readonly<Record<string, Action>> = { insert, remove, reset, status, ca };

function insert([scenario = 'normal', ...rest]: readonly string[], folder: string): Outcome {
  if (rest.length > 0 || !isScenarioName(scenario)) return 'misused';
  writeSlot(folder, { inserted: true, scenario });
  return 'done';
}

function remove(args: readonly string[], folder: string): Outcome {
  if (args.length > 0) return 'misused';
  writeSlot(folder, { inserted: false, scenario: readSlot(folder).scenario });
  return 'done';
}

/** Fresh cards under the same authorities; only what cannot be understood is made anew as well. */
function reset(args: readonly string[], folder: string): Outcome {
  if (args.length > 0) return 'misused';
  forgetCardMemories(folder);
  discardUnreadableSlot(folder);
  discardUnreadablePki(folder);
  discardUnreadableLock(folder);
  return 'done';
}

/** One line for each fact, `name: value`, the same in every language, because scripts read them. */
function status(args: readonly string[], folder: string, io: CommandLineIo): Outcome {
  if (args.length > 0) return 'misused';
  const slot = readSlot(folder);
  io.stdout(`slot: ${slot.inserted ? 'inserted' : 'empty'}`);
  io.stdout(`scenario: ${slot.scenario}`);
  if (!slot.inserted) return 'done';
  const memory = openCardMemory(folder, slot);
  for (const pin of CARD_PIN_NAMES) {
    io.stdout(`tries left, ${pin}: ${memory.read(pin).triesLeft}`);
  }
  return 'done';
}

async function ca(args: readonly string[], folder: string, io: CommandLineIo): Promise<Outcome> {
  const signature = args[0] === '--signature';
  if (args.length > (signature ? 1 : 0)) return 'misused';
  const { authorities } = await loadTestPki(folder);
  io.stdout((signature ? authorities.digitalSignature : authorities.userAuthentication).trimEnd());
  return 'done';
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

PINs of a fresh card: user authentication 1234, signature ABC12345, card information input 5678.

Scenarios:`,
  ja: `使い方: kazasu simulate <操作>

  insert [シナリオ]   模擬カードを模擬リーダーに挿入します(省略時は normal)。
  remove              カードを抜きます。
  reset               すべてのカードを初期状態(残り回数、暗証番号)に戻します。
  status              リーダーの状態と暗証番号の残り回数を表示します。
  ca [--signature]    テスト用CAの証明書(PEM)を表示します(利用者証明用、または署名用)。

初期の暗証番号: 利用者証明用 1234、署名用 ABC12345、券面事項入力補助用 5678

シナリオ:`,
};

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type CommandLineIo, EXIT, languageOf } from '../command-line.ts';
import { MISTAKES, type MistakeTexts, unexpected, USAGE } from '../usage.ts';
import { SETUP_TEXTS, type SetupTexts } from './texts.ts';
import { type UserDirectories, userDirectories } from './user-directories.ts';

/** What `install` and `uninstall` work with. */
export interface Setup {
  readonly simulator: boolean;
  /** Absolute path of one Chromium profile, which then takes the place of the user's browsers. */
  readonly userDataDir: string | undefined;
  readonly user: UserDirectories;
  readonly io: CommandLineIo;
  readonly texts: SetupTexts;
}

/**
 * Reads the arguments that both commands take, then works.
 * @param work returns whether everything went well
 */
export async function runSetupCommand(
  args: readonly string[],
  io: CommandLineIo,
  platform: NodeJS.Platform,
  work: (setup: Setup) => Promise<boolean>,
): Promise<number> {
  const language = languageOf(io.env);
  const options = parseOptions(args, MISTAKES[language]);
  if ('mistake' in options) {
    io.stderr(options.mistake);
    io.stderr(USAGE[language]);
    return EXIT.usage;
  }
  if (platform !== 'linux') {
    io.stderr(SETUP_TEXTS[language].otherPlatform);
    return EXIT.failed;
  }
  const setup = { ...options, user: userDirectories(io.env), io, texts: SETUP_TEXTS[language] };
  return (await work(setup)) ? EXIT.ok : EXIT.failed;
}

export type FileOutcome = 'done' | 'nothing-to-do' | 'failed';

/**
 * Does one thing to one file and tells the person, also when the operating system does not let it.
 * @param work returns what to say, or undefined when there was nothing to do
 */
export async function workOnFile(
  { io, texts }: Setup,
  path: string,
  work: () => Promise<string | undefined>,
): Promise<FileOutcome> {
  try {
    const said = await work();
    if (said === undefined) return 'nothing-to-do';
    io.stdout(said);
    return 'done';
  } catch (error) {
    io.stderr(texts.failed(path, systemErrorCode(error)));
    return 'failed';
  }
}

const OPTIONS = { simulator: { type: 'boolean' }, 'user-data-dir': { type: 'string' } } as const;

function parseOptions(
  args: readonly string[],
  mistakes: MistakeTexts,
): Pick<Setup, 'simulator' | 'userDataDir'> | { readonly mistake: string } {
  // Not strict, because the errors of node:util are in English and name options only within a sentence.
  const { values, tokens } = parseArgs({ args: [...args], options: OPTIONS, strict: false, tokens: true });
  for (const token of tokens) {
    const mistake = mistakeIn(token, mistakes);
    if (mistake !== undefined) return { mistake };
  }
  const directory = values['user-data-dir'];
  return {
    simulator: values.simulator === true,
    userDataDir: typeof directory === 'string' ? resolve(directory) : undefined,
  };
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];

function mistakeIn(token: Token, mistakes: MistakeTexts): string | undefined {
  if (token.kind === 'option-terminator') return undefined;
  if (token.kind === 'positional') return unexpected(token.value, mistakes);
  const { name, rawName, value = '', inlineValue } = token;
  if (name === 'simulator') return inlineValue === true ? mistakes.value(rawName) : undefined;
  if (name !== 'user-data-dir') return mistakes.option(rawName);
  // What looks like the next option is that, unless it is tied to this one by "=".
  const missing = value === '' || (value.startsWith('-') && inlineValue !== true);
  return missing ? mistakes.value(rawName) : undefined;
}

/** @throws whatever is no failure of the operating system */
function systemErrorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  throw error;
}

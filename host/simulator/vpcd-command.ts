/** `kazasu simulate --vpcd`: lends the simulated card to a virtual reader until it is told to end. */
import { type CommandLineIo, type Language, languageOf } from '../command-line.ts';
import { MISTAKES, unexpected } from '../usage.ts';
import { readActionArguments } from './action-options.ts';
import { fitsVirtualReader, isScenarioName, type ScenarioName } from './scenario.ts';
import { writeSlot } from './state/slot.ts';
import { SIMULATE_TEXTS, type SimulateTexts } from './texts.ts';
import { createTrace, printedTrace, type Trace } from './trace.ts';
import { untilTerminated } from './until-terminated.ts';
import { serveVpcd, type VpcdStatus } from './vpcd-link.ts';

/** @returns what of the arguments was not understood, or undefined at the end of the work */
export async function lendToVpcd(
  args: readonly string[],
  folder: string,
  io: CommandLineIo,
): Promise<string | undefined> {
  const language = languageOf(io.env);
  const options = parseOptions(args, language);
  if ('mistake' in options) return options.mistake;
  const { host, port, scenario } = options;
  if (scenario !== undefined) writeSlot(folder, { inserted: true, scenario });
  const texts = SIMULATE_TEXTS[language].vpcd;
  const address = `${host}:${port}`;
  await serveVpcd({
    host,
    port,
    folder,
    trace: traceOf(options.trace, io),
    onStatus: (status) => {
      io.stdout(explain(status, address, texts));
    },
    signal: untilTerminated(),
  });
  return undefined;
}

function explain(status: VpcdStatus, address: string, texts: SimulateTexts['vpcd']): string {
  switch (status.status) {
    case 'in-reader':
      return texts.inReader(status.scenario, address);
    case 'unsuitable':
      return texts.unsuitable(status.scenario);
    case 'no-card':
      return texts.noCard;
    case 'no-reader':
      return texts.noReader(address);
  }
}

interface VpcdOptions {
  readonly host: string;
  readonly port: number;
  readonly scenario: ScenarioName | undefined;
  readonly trace: boolean;
}

/** vpcd's own default. */
const DEFAULT_ADDRESS = '127.0.0.1:35963';

const OPTIONS = {
  vpcd: { type: 'boolean' },
  scenario: { type: 'string' },
  trace: { type: 'boolean' },
} as const;

function parseOptions(
  args: readonly string[],
  language: Language,
): VpcdOptions | { readonly mistake: string } {
  const mistakes = MISTAKES[language];
  const read = readActionArguments(args, OPTIONS, mistakes);
  if ('mistake' in read) return read;
  const { values, positionals } = read;
  const [address = DEFAULT_ADDRESS, extra] =
    typeof values.vpcd === 'string' ? [values.vpcd, ...positionals] : positionals;
  if (extra !== undefined) return { mistake: unexpected(extra, mistakes) };
  const endpoint = parseAddress(address);
  if (endpoint === undefined) return { mistake: mistakes.value('--vpcd') };
  const parsed = parseScenario(values.scenario, language);
  return 'mistake' in parsed ? parsed : { ...endpoint, ...parsed, trace: values.trace !== undefined };
}

function parseScenario(
  scenario: string | boolean | undefined,
  language: Language,
): Pick<VpcdOptions, 'scenario'> | { readonly mistake: string } {
  const mistakes = MISTAKES[language];
  if (scenario === undefined) return { scenario };
  if (typeof scenario !== 'string') return { mistake: mistakes.value('--scenario') };
  if (!isScenarioName(scenario)) return { mistake: mistakes.scenario(scenario) };
  if (fitsVirtualReader(scenario)) return { scenario };
  return { mistake: SIMULATE_TEXTS[language].vpcd.unsuitable(scenario) };
}

/** HOST:PORT or PORT; an IPv6 address stands in brackets. */
function parseAddress(text: string): { host: string; port: number } | undefined {
  const match = /^(?:(?:\[(?<ipv6>[0-9a-f:]+)\]|(?<name>[^\s:[\]]+)):)?(?<port>\d{1,5})$/iu.exec(text);
  const { ipv6, name, port } = match?.groups ?? {};
  if (port === undefined || Number(port) === 0 || Number(port) > 0xffff) return undefined;
  return { host: ipv6 ?? name ?? '127.0.0.1', port: Number(port) };
}

function traceOf(printed: boolean, { env, stdout }: CommandLineIo): Trace {
  const traces = [createTrace(env), ...(printed ? [printedTrace(stdout)] : [])];
  return (command, response) => {
    for (const trace of traces) trace(command, response);
  };
}

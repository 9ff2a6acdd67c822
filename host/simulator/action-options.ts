import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { MistakeTexts } from '../usage.ts';

interface ActionArguments<Name extends string> {
  /** `true` for an option without a value. */
  readonly values: Readonly<Partial<Record<Name, string | boolean>>>;
  readonly positionals: readonly string[];
}

/**
 * The arguments of one action of `kazasu simulate`. Not strict, because the errors of node:util are in English and name
 * options only within a sentence, and because a value, such as a nonce, may begin with a hyphen.
 */
export function readActionArguments<Name extends string>(
  args: readonly string[],
  options: Readonly<Record<Name, { readonly type: 'string' | 'boolean' }>>,
  mistakes: MistakeTexts,
): ActionArguments<Name> | { readonly mistake: string } {
  const config: ParseArgsConfig = { options, strict: false, allowPositionals: true };
  const { values, positionals, tokens } = parseArgs({ ...config, args: [...args], tokens: true });
  const stranger = tokens.find((token) => token.kind === 'option' && !Object.hasOwn(options, token.name));
  if (stranger?.kind === 'option') return { mistake: mistakes.option(stranger.rawName) };
  // Only strangers have other names, and only options with `multiple` have lists.
  return { values: values as ActionArguments<Name>['values'], positionals };
}

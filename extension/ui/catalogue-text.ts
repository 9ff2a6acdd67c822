import type { Translate } from './text.ts';

/** A file of extension/locales. */
export interface Catalogue {
  readonly [name: string]: string | Catalogue;
}

/** Texts of one catalogue, as `i18n.getMessage` would give them: `$1` is the first substitution. */
export function catalogueText(catalogue: Catalogue): Translate {
  return (key, substitutions = []) => {
    let entry: string | Catalogue | undefined = catalogue;
    for (const name of key.split('.')) entry = typeof entry === 'object' ? entry[name] : undefined;
    const text = typeof entry === 'string' ? entry : '';
    return text.replaceAll(/\$([1-9])/gu, (_, number) => String(substitutions[Number(number) - 1] ?? ''));
  };
}

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ErrorCode } from '../../shared/errors.ts';
import type catalogue from '../locales/ja.json';

/** `section.name` of every message; both catalogues have the same ones. */
export type MessageKey = Leaves<typeof catalogue>;
type Leaves<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${Leaves<Tree[Key]>}`;
}[keyof Tree & string];

/** `$1` in a message is the first substitution. */
export type Translate = (key: MessageKey, substitutions?: (string | number)[]) => string;

/** The browser's own catalogue comes from outside: reading it is a WebExtension API. */
export const TextContext = createContext<Translate>((key) => key);

export function useText(): Translate {
  return useContext(TextContext);
}

/** What has happened, and what to do about it. Message names have no hyphens, because Chromium refuses them. */
export function errorKeys(code: ErrorCode): { readonly title: MessageKey; readonly text: MessageKey } {
  // locales/catalogues.test.ts proves that every code has both.
  const prefix = `error.${code.replaceAll('-', '_')}`;
  return { title: `${prefix}.title` as MessageKey, text: `${prefix}.remedy` as MessageKey };
}

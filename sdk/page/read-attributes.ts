import { readAttributesResultSchema as result, type SEXES } from '../../shared/attributes.ts';
import type { Attribute } from '../../shared/jpki.ts';
import { readAttributesRequestSchema as request } from '../../shared/page-protocol.ts';
import { ask } from './ask.ts';

/** Which attributes a page asks for, and what for. */
export interface ReadAttributesOptions {
  /** What the site would like to have: some of `name`, `address`, `birthDate` and `sex`. The person decides on each. */
  readonly attributes: readonly Attribute[];
  /** Those of them without which the site can do nothing. The person gives all of these, or refuses as a whole. */
  readonly required?: readonly Attribute[] | undefined;
  /** What they are for, in the site's own words: 1 to 200 characters of plain text on one line, shown as such. */
  readonly purpose?: string | undefined;
  /** Gives the request up. The promise then rejects with the signal's `reason`, as `fetch` does. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Name, address, birth date and sex as the card has them; what was not given is missing. It saves typing and proves
 * nothing: the card does not sign it, and a page's own scripts could have made it up.
 */
export interface GivenAttributes {
  /** U+3000 between family and given name. */
  readonly name?: string | undefined;
  /** As in the resident register. */
  readonly address?: string | undefined;
  /** `YYYY-MM-DD` */
  readonly birthDate?: string | undefined;
  /** ISO/IEC 5218. */
  readonly sex?: (typeof SEXES)[number] | undefined;
}

/** What the person has given. */
export interface ReadAttributesResult {
  /** What they gave, and nothing else. */
  readonly attributes: GivenAttributes;
}

/**
 * Asks the person for their name, address, birth date and sex from their card, by its 4-digit PIN for card information
 * input (券面事項入力補助用暗証番号), in a window of the extension's own. They see the values before they send them.
 * Call it from the handler of a click or a key press. It settles within ten minutes at the latest.
 *
 * @throws {@link KazasuError} with one of the {@link PageErrorCode}s
 * @throws the signal's `reason` once it is aborted
 *
 * @example
 * ```ts
 * const { attributes } = await readAttributes({ attributes: ['name', 'address'], required: ['name'], purpose: '会員証の発行' });
 * nameField.value = attributes.name ?? '';
 * ```
 */
export async function readAttributes({
  attributes,
  required,
  purpose,
  signal,
}: ReadAttributesOptions): Promise<ReadAttributesResult> {
  return ask(
    { request, result },
    {
      method: 'readAttributes',
      attributes: [...attributes],
      required: required && [...required],
      purpose,
    },
    { signal },
  );
}

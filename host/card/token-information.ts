/**
 * EF 0006 of 公的個人認証AP: the image of a CK_TOKEN_INFO (PKCS #11 v2.40 section 3.2), of which the label comes first.
 * docs/card.md, "Token information".
 */
import type { CardKind } from '../../shared/host-protocol.ts';

/** `CK_UTF8CHAR label[32]`, padded with spaces. */
export const TOKEN_LABEL_LENGTH = 32;

/** The kind of device that this label tells. What is not known is taken for a card, as every other client does. */
export function cardKindOf(tokenInformation: Uint8Array): CardKind {
  const label = tokenLabel(tokenInformation);
  const [, kind = 'individual-number-card'] = SMARTPHONES.find(([prefix]) => label.startsWith(prefix)) ?? [];
  return kind;
}

/** A prefix, because a card's label has been seen with a digit behind it. */
const SMARTPHONES: readonly (readonly [prefix: string, kind: CardKind])[] = [
  ['JPKIAPGPSETOKEN', 'android'],
  ['JPKIAPIOSTOKEN', 'iphone'],
];

/** Latin-1, so that no byte is an error. Spaces around the label and NULs in place of spaces are padding. */
function tokenLabel(tokenInformation: Uint8Array): string {
  const characters = Array.from(tokenInformation.subarray(0, TOKEN_LABEL_LENGTH), (byte) =>
    byte === 0 ? ' ' : String.fromCharCode(byte),
  );
  return characters.join('').trim();
}

/** Answers to reset that were seen of this card (ISO 7816-3 section 8; PC/SC part 3 for contactless ones). */
import type { CardSwitches } from './switches.ts';

/** Hexadecimal. The same card has others in other readers, so that nobody should know it by them. */
export const ANSWER_TO_RESET = {
  contact: '3BE000FF8131FE4514',
  contactless: '3B888001000005E0B381A1007F',
} as const satisfies Record<CardSwitches['interface'], string>;

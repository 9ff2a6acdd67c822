/** Answers to reset (ISO 7816-3 section 8; PC/SC part 3 for contactless cards). */
import type { CardSwitches } from './switches.ts';

/** Hexadecimal. A My Number Card was seen with the first two, and with others in other readers. */
export const ANSWER_TO_RESET = {
  contact: '3BE000FF8131FE4514',
  contactless: '3B888001000005E0B381A1007F',
  /** Says nothing of what kind of card it is. */
  foreign: '3B80800101',
} as const satisfies Record<CardSwitches['interface'] | 'foreign', string>;

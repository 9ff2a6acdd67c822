/** How much of a page is looked at and told: a page may be as large as it likes, or made to be. */

/** Controls in the document. */
export const MAX_CONTROLS = 2000;
/** Questions: a group of radio buttons is one. */
export const MAX_FIELDS = 500;
/** Options of one field. */
export const MAX_OPTIONS = 500;
/** Characters of a label, a name or an option. */
export const MAX_TEXT = 100;
/** Nodes below one label. */
export const MAX_NODES = 200;

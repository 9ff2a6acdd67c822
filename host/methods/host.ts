import type { CardAccess } from '../card/card-access.ts';
import type { ReaderSystem } from '../readers/reader.ts';
import type { ReaderWatch } from './reader-watch.ts';

/** What the methods work with. */
export interface Host {
  readonly readers: ReaderSystem;
  readonly cards: CardAccess;
  readonly watch: ReaderWatch;
  readonly now: () => Date;
}

import type { Finding } from '../../shared/diagnosis.ts';
import type { CardAccess } from '../card/card-access.ts';
import type { ReaderSystem } from '../readers/reader.ts';
import type { ReaderWatch } from './reader-watch.ts';

/** What the methods work with. */
export interface Host {
  readonly readers: ReaderSystem;
  readonly cards: CardAccess;
  readonly watch: ReaderWatch;
  readonly now: () => Date;
  /** How the host is installed, for a diagnosis: `setup/` knows, which the methods do not reach. */
  readonly inspectInstallation: () => Promise<Finding[]>;
}

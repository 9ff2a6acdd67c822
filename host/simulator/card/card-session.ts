/** What the card remembers while it has power: the current application and file, and which secrets were verified. */
import type { CardApplication, ElementaryFile } from './card-application.ts';
import { SW, type StatusWord } from './status-word.ts';

export class CardSession {
  application: CardApplication;
  currentFile: ElementaryFile | undefined;
  readonly #verified = new Set<number>();

  constructor(application: CardApplication) {
    this.application = application;
  }

  /** What was verified survives selection of the same application again, and no other (JICSAP 5.1.3). */
  selectApplication(application: CardApplication): void {
    if (application !== this.application) this.#verified.clear();
    this.application = application;
    this.currentFile = undefined;
  }

  /** Makes a file of the current application current. */
  selectFile(fid: number): StatusWord {
    const file = this.application.files.find((candidate) => candidate.fid === fid);
    if (file === undefined) return SW.notFound;
    this.currentFile = file;
    return SW.success;
  }

  setVerified(secretFid: number, verified: boolean): void {
    if (verified) this.#verified.add(secretFid);
    else this.#verified.delete(secretFid);
  }

  /** Whether one of these secrets has been verified; nothing guards what names none. */
  isOpen(openedBy: readonly number[] | undefined): boolean {
    return openedBy === undefined || openedBy.some((fid) => this.#verified.has(fid));
  }
}

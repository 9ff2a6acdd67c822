import type { MessageKey } from '../text.ts';

export interface Pages {
  /** The one that is in the middle of the window, from 1. */
  readonly page: number;
  readonly count: number;
}

/** Anew with each wish, also for the same page: the person may have left it by scrolling. */
export interface Wanted {
  readonly page: number;
}

/** What each way of showing a document is given. */
export interface ShownProps {
  readonly name: string;
  /** Media type. */
  readonly type: string;
  readonly content: Blob;
  /** 1: as wide as the window. */
  readonly zoom: number;
  /** The page to go to, when the person wants another. */
  readonly wanted: Wanted | undefined;
  readonly onPages: (pages: Pages) => void;
  /** The end of the document is in sight, and all of it could be shown. */
  readonly onEnd: () => void;
  /** Something about this document that its pages do not say. */
  readonly onRemark: (remark: MessageKey | undefined) => void;
}

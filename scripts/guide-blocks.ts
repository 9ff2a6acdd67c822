import { readFileSync } from 'node:fs';
import { resolvePath } from './root.ts';

export interface GuideBlock {
  /** The file that the block is the content of. */
  readonly path: string | undefined;
  /** Whether only a person can do it, in a browser. */
  readonly byHand: boolean;
  readonly code: string;
}

/** The blocks of code in a guide, with what the comment in front of each says: `file: PATH`, or `by hand`. */
export function guideBlocks(guide: string): GuideBlock[] {
  const text = readFileSync(resolvePath(guide), 'utf8');
  const blocks = text.matchAll(/(?:<!-- (?<note>[^>]+) -->\n\n)?```\w+\n(?<code>.*?)\n```/gsu);
  return [...blocks].map(({ groups = {} }) => {
    const { note = '', code = '' } = groups;
    return { path: /^file: (\S+)$/u.exec(note)?.[1], byHand: note === 'by hand', code };
  });
}

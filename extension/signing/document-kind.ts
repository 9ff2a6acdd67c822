import { essenceOf } from '../../shared/media-type.ts';

/** How a document can be shown. By its media type alone, which is what whoever receives it goes by too. */
export type DocumentKind =
  | 'pdf'
  | 'text'
  | 'image'
  /** Not at all: the person is asked about it by itself. */
  | 'unseen';

export function documentKind(type: string): DocumentKind {
  const essence = essenceOf(type);
  return KINDS.find(([pattern]) => pattern.test(essence))?.[1] ?? 'unseen';
}

/** The first that fits. An SVG image is a program of drawing that can refer to other files: its text is what is signed. */
const KINDS: readonly (readonly [RegExp, DocumentKind])[] = [
  [/^application\/pdf$/u, 'pdf'],
  [/^image\/(?:png|jpeg|gif|webp)$/u, 'image'],
  [/^text\/|^(?:application|image)\/(?:[a-z0-9.-]+\+)?(?:xml|json)$/u, 'text'],
];

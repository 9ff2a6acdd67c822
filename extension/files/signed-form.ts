/** In which form a file is signed: as its format allows it, and as the person chooses. */
import type { SignRequest } from '../../shared/signing.ts';
import type { OwnFile } from './own-file.ts';

/** The signature is in the file, or in a file of its own beside it. */
export const SIGNED_FORMS = ['inside', 'beside'] as const;
export type SignedForm = (typeof SIGNED_FORMS)[number];

type DocumentFormat = Exclude<SignRequest['format'], 'digest' | 'jws'>;

/** What has a format in which a signature can be inside of it, by media type. */
const INSIDE: ReadonlyMap<string, DocumentFormat> = new Map([
  ['application/pdf', 'pades'],
  ['application/xml', 'xades'],
]);

/** @param wanted for files that allow both */
export function formatOf(type: string, wanted: SignedForm): DocumentFormat {
  return (wanted === 'inside' ? INSIDE.get(type) : undefined) ?? 'cades';
}

export function allowsInside({ type }: Pick<OwnFile, 'type'>): boolean {
  return INSIDE.has(type);
}

/** The name under which it is saved: `contract_signed.pdf`, or `contract.docx.p7s`. */
export function signedName(name: string, format: DocumentFormat): string {
  if (format === 'cades') return `${name}.p7s`;
  const [, stem = name, extension = ''] = /^(.+?)(\.[^.]{1,8})?$/su.exec(name) ?? [];
  return `${stem}_signed${extension}`;
}

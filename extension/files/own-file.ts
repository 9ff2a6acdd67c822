/** A file that a person wants to sign. */
import { mediaTypeSchema } from '../../shared/media-type.ts';
import { DOCUMENT_MAX_BYTES, MAX_DOCUMENTS } from '../../shared/signing.ts';
import * as v from 'valibot';
import { fileKind, HEAD_BYTES } from './file-kind.ts';

export interface OwnFile {
  readonly file: File;
  /** As it is listed and saved. */
  readonly name: string;
  /** Media type, by the file's content for those that can hold their signature. */
  readonly type: string;
}

/** Why files were not taken. */
export type NotTaken = 'too-many' | 'too-large' | 'unreadable';

export interface Chosen {
  readonly files: readonly OwnFile[];
  /** By reason, the names of the others. */
  readonly notTaken: ReadonlyMap<NotTaken, readonly string[]>;
}

/** Adds files to those that are there; a file that is chosen twice is there once. */
export async function addFiles(before: readonly OwnFile[], added: readonly File[]): Promise<Chosen> {
  const files = [...before];
  const notTaken = new Map<NotTaken, readonly string[]>();
  for (const file of added) {
    if (files.some((one) => isSame(one.file, file))) continue;
    const taken = files.length < MAX_DOCUMENTS ? await ownFile(file) : 'too-many';
    if (typeof taken !== 'string') files.push(taken);
    else notTaken.set(taken, [...(notTaken.get(taken) ?? []), file.name]);
  }
  return { files, notTaken };
}

function isSame(one: File, other: File): boolean {
  return one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
}

async function ownFile(file: File): Promise<OwnFile | NotTaken> {
  if (file.size > DOCUMENT_MAX_BYTES) return 'too-large';
  try {
    const kind = fileKind(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
    const type = TYPE_OF_KIND.get(kind) ?? declaredType(file);
    return { file, name: documentName(file.name), type };
  } catch {
    // It has been moved, or it is a folder.
    return 'unreadable';
  }
}

const TYPE_OF_KIND: ReadonlyMap<string, string> = new Map([
  ['pdf', 'application/pdf'],
  ['xml', 'application/xml'],
]);
const UNKNOWN_TYPE = 'application/octet-stream';

/** By the system, from the name. What claims to be one of the above and is not is shown as nothing. */
function declaredType({ type }: File): string {
  const isFalse = [...TYPE_OF_KIND.values()].includes(type);
  return !isFalse && v.is(mediaTypeSchema, type) ? type : UNKNOWN_TYPE;
}

/** What a document's name may not have (shared/signing.ts) becomes a low line. */
function documentName(name: string): string {
  return name.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}/\\]/gu, '_').slice(-255) || '_';
}

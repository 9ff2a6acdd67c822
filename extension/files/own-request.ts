/**
 * A person's own files as a request for signatures, to the same prompt that serves web sites. One password signs them
 * all, in the form that each of them allows.
 */
import { KazasuError } from '../../shared/errors.ts';
import type { SignatureMark, SignRequest } from '../../shared/signing.ts';
import type { DocumentSource, TimestampSource } from '../signing/document-source.ts';
import type { DocumentsRequest, Formats, Prepare } from '../signing/formats.ts';
import type { OwnFile } from './own-file.ts';
import { formatOf, type SignedForm } from './signed-form.ts';

export interface OwnChoice {
  /** Of files that allow both. */
  readonly form: SignedForm;
  /** PDFs get a visible mark. */
  readonly mark: boolean;
}

/** What the prompt is asked. Of its formats the one is named that any file can be signed in. */
export function ownRequest(files: readonly OwnFile[]): SignRequest {
  const documents = files.map(({ name, type, file }) => ({ name, type, size: file.size }));
  return { method: 'sign', format: 'cades', packaging: 'detached', documents };
}

/** The lower left corner of the first page, where every page has room. Points. */
const MARK: SignatureMark = { page: 1, x: 36, y: 36, width: 200, height: 56 };

/** Each document in its own format. */
export function ownFormats({ form, mark }: OwnChoice, formats: Formats): Formats {
  const prepareIn: Readonly<Record<ReturnType<typeof formatOf>, (common: Common) => Promise<Prepare>>> = {
    pades: (common) => formats.prepare({ ...common, format: 'pades', ...(mark && { mark: MARK }) }),
    xades: (common) => formats.prepare({ ...common, format: 'xades', packaging: 'enveloped' }),
    cades: (common) => formats.prepare({ ...common, format: 'cades', packaging: 'detached' }),
  };
  return {
    ...formats,
    prepare: ({ documents }) => {
      const common: Common = { method: 'sign', documents };
      return Promise.resolve(async (document) => {
        const prepare = await prepareIn[formatOf(document.type, form)](common);
        return prepare(document);
      });
    },
  };
}

type Common = Pick<DocumentsRequest, 'method' | 'documents'>;

/** The files as they are on the disk, read when the prompt asks for them. */
export function ownSource(files: readonly OwnFile[]): DocumentSource & TimestampSource {
  return {
    read: async (document, offset, length) => {
      const piece = files[document]?.file.slice(offset, offset + length);
      const bytes = new Uint8Array((await piece?.arrayBuffer()) ?? []);
      if (bytes.length !== length) throw new KazasuError('invalid-request', 'file changed');
      return bytes;
    },
    timestamps: () => Promise.reject(new KazasuError('invalid-request', 'nobody stamps the time')),
  };
}

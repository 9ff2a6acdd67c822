/** XML documents signed as the prompt does it, with a test signer in the place of the card. Not published. */
import { concatBytes, toUtf8 } from '../../../shared/bytes.ts';
import { startHash } from '../../running-hash.ts';
import { joinParts, signPrepared, type TestSigning } from '../../testing/signed-parts.ts';
import type { TestSigner } from '../../testing/test-signer.ts';
import { prepareXades, type XadesOptions } from '../prepare-xades.ts';

export interface XmlSigning extends Partial<XadesOptions>, Omit<TestSigning, 'signer'> {
  readonly name?: string;
  readonly type?: string;
}

/** The signed document, or the file of a detached signature. */
export async function signXml(
  document: string | Uint8Array,
  signer: TestSigner,
  options: XmlSigning = {},
): Promise<Uint8Array> {
  const bytes = typeof document === 'string' ? toUtf8(document) : document;
  const { digestAlgorithm = 'SHA-256', packaging = 'enveloped', ...signing } = options;
  const { name = '申請書.xml', type = 'application/xml' } = options;
  const content = new Blob([concatBytes(bytes)]);
  const hash = startHash(digestAlgorithm).update(bytes);
  const prepared = await prepareXades({ name, type, content, hash }, { digestAlgorithm, packaging });
  const { parts } = await signPrepared(prepared, { ...signing, signer });
  return joinParts(parts, bytes);
}

/** What a page has signed, and how a test gets it out of the page: JavaScript expressions, and what they come to. */
import type { Page } from 'puppeteer-core';
import { outcomeOf } from './site.ts';

/** A document of a request, as JavaScript source. Its content is written out, as bytes that the page decodes. */
export function documentSource(name: string, type: string, content: Uint8Array | string): string {
  const base64 = Buffer.from(content).toString('base64');
  return `{ name: ${JSON.stringify(name)}, type: '${type}', content: Uint8Array.from(atob('${base64}'), (c) => c.charCodeAt(0)) }`;
}

/** A call of `sign`, whose result is of JSON. */
export function signCall(options: string): string {
  return `kazasu.sign(${options}).then(async ({ documents, certificate }) => {
    const base64 = (blob) => new Promise((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
      reader.readAsDataURL(blob);
    });
    const written = documents.map(async ({ outcome, name, signed, signature }) => outcome === 'left-out'
      ? { outcome, name }
      : { outcome, name, type: signed.type, signed: await base64(signed), signature: await base64(new Blob([signature])) });
    return { documents: await Promise.all(written), certificate: await base64(new Blob([certificate])) };
  })`;
}

export interface Written {
  readonly outcome: string;
  readonly name: string;
  readonly type: string;
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/** What the page's {@link signCall} has come to. @throws Error with what it was rejected with */
export async function signedIn(
  page: Page,
): Promise<{ readonly documents: Written[]; readonly certificate: Buffer }> {
  const outcome = await outcomeOf(page);
  if ('error' in outcome) throw new Error(outcome.error.all);
  // The shape that signCall made.
  const { documents, certificate } = outcome.value as {
    documents: Readonly<
      Record<'outcome' | 'name', string> & Partial<Record<'type' | 'signed' | 'signature', string>>
    >[];
    certificate: string;
  };
  return {
    documents: documents.map(({ outcome, name, type = '', signed = '', signature = '' }) => ({
      outcome,
      name,
      type,
      signed: Buffer.from(signed, 'base64'),
      signature: Buffer.from(signature, 'base64'),
    })),
    certificate: Buffer.from(certificate, 'base64'),
  };
}

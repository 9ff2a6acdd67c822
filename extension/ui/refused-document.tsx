import type { JSX } from 'preact';
import type { DocumentRefusal } from '../../shared/signing.ts';
import { type MessageKey, useText } from './text.ts';

const REASON_TEXT: Readonly<Record<DocumentRefusal, MessageKey>> = {
  'pdf-malformed': 'refusal.pdf_malformed',
  'pdf-encrypted': 'refusal.pdf_encrypted',
  'pdf-certified': 'refusal.pdf_certified',
  'pdf-dynamic': 'refusal.pdf_dynamic',
  'pdf-page-missing': 'refusal.pdf_page_missing',
  'xml-malformed': 'refusal.xml_malformed',
  'xml-doctype': 'refusal.xml_doctype',
  'xml-unsupported': 'refusal.xml_unsupported',
  'signature-oversize': 'refusal.signature_oversize',
  'timestamp-invalid': 'refusal.timestamp_invalid',
};

export interface RefusedDocumentProps {
  readonly name: string;
  readonly reason: DocumentRefusal;
}

/** Which document cannot be signed, why, and what the person can do. */
export function RefusedDocument({ name, reason }: RefusedDocumentProps): JSX.Element {
  const t = useText();
  return (
    <div class="refused" data-reason={reason}>
      <p class="name">
        <bdi>{name}</bdi>
      </p>
      <p>{t(REASON_TEXT[reason])}</p>
    </div>
  );
}

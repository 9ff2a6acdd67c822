import type { MessageKey, Translate } from '../text.ts';

/** What the prompt says otherwise where no website is involved. */
const INSTEAD: Partial<Readonly<Record<MessageKey, MessageKey>>> = {
  'signing.asks': 'files.prompt_asks',
  'signing.receiving': 'files.receiving',
  'signing.receiving_text': 'files.receiving_text',
  'signing.consent_certificate': 'files.consent_certificate',
  'signing.disclosure': 'files.prompt_disclosure',
  'signing.done': 'files.done',
  'refusal.pdf_malformed': 'files.refused_damaged',
  'refusal.pdf_encrypted': 'files.refused_encrypted',
  'refusal.pdf_certified': 'files.refused_certified',
  'refusal.pdf_dynamic': 'files.refused_dynamic',
  'refusal.pdf_page_missing': 'files.refused_other',
  'refusal.xml_malformed': 'files.refused_damaged',
  'refusal.xml_doctype': 'files.refused_other',
  'refusal.xml_unsupported': 'files.refused_other',
  'refusal.signature_oversize': 'files.refused_other',
  'error.document_refused.remedy': 'files.refused',
  'error.invalid_request.title': 'files.invalid_request',
  'error.invalid_request.remedy': 'files.invalid_request_text',
  'error.timed_out.remedy': 'files.try_again',
  'error.cancelled.remedy': 'files.try_again',
  'error.internal.remedy': 'files.try_again',
  'error.signature_mismatch.remedy': 'files.try_again',
};

/** The texts of the prompt, for a person's own files. */
export function ownText(translate: Translate): Translate {
  return (key, substitutions) => translate(INSTEAD[key] ?? key, substitutions);
}

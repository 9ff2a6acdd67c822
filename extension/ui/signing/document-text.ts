/** What is said of a document: what it is, how large, and whether it has been read. */
import { essenceOf } from '../../../shared/media-type.ts';
import type { ListedDocument } from '../../signing/listed-document.ts';
import type { MessageKey, Translate } from '../text.ts';

const TYPE_NAMES: Readonly<Record<string, MessageKey>> = {
  'application/pdf': 'signing.type_pdf',
  'text/plain': 'signing.type_text',
  'application/xml': 'signing.type_xml',
  'text/xml': 'signing.type_xml',
  'application/json': 'signing.type_json',
  'image/png': 'signing.type_image',
  'image/jpeg': 'signing.type_image',
  'image/gif': 'signing.type_image',
  'image/webp': 'signing.type_image',
};

/** In words where there are some, and always by its media type. */
export function typeText({ content }: ListedDocument, t: Translate): string {
  if (!content) return t('signing.type_digest');
  const name = TYPE_NAMES[essenceOf(content.type)];
  return name === undefined ? content.type : t('signing.type', [t(name), content.type]);
}

const UNITS = ['byte', 'kilobyte', 'megabyte'] as const;

/** In the largest unit of which there is one at least. */
export function sizeText(bytes: number, t: Translate): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024)));
  return new Intl.NumberFormat(t('language'), {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power === 0 ? 0 : 1,
  }).format(bytes / 1024 ** power);
}

export function digestText({ digest }: ListedDocument, t: Translate): string {
  return t('signing.digest', [digest.algorithm, digest.hex]);
}

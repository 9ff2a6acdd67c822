/** Text that people read, and dates (ISO 32000-2 section 7.9). */
import { latin1 } from './pdf-characters.ts';
import { PdfString } from './pdf-object.ts';

/** UTF-16, most significant byte first, with its mark: the one spelling that every reader knows. */
export function textString(text: string): PdfString {
  const bytes = new Uint8Array(2 + text.length * 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff);
  for (let index = 0; index < text.length; index += 1) view.setUint16(2 + index * 2, text.charCodeAt(index));
  return new PdfString(bytes);
}

/** Section 7.9.4: `D:YYYYMMDDHHmmSS`, in UTC. */
export function dateString(time: Date): PdfString {
  const digits = time.toISOString().slice(0, 19).replaceAll(/[-T:]/gu, '');
  return new PdfString(Uint8Array.from(`D:${digits}Z`, (character) => character.charCodeAt(0)));
}

const DATE = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z(?:00'?00'?)?|([+-])(\d\d)(?:'(\d\d)?)?'?)?$/u;

/** Undefined for what is no date. */
export function parseDate(value: PdfString): Date | undefined {
  const [
    match,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    sign,
    hours,
    minutes,
  ] = DATE.exec(latin1(value.bytes.subarray(0, 32))) ?? [];
  if (match === undefined || year === undefined) return undefined;
  const offset = sign === undefined ? 'Z' : `${sign}${hours ?? '00'}:${minutes ?? '00'}`;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

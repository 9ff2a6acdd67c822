/** Characters that are spelled as references: canonical XML section 2.3, which is also safe in any other XML. */
const REFERENCES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ['\t', '&#x9;'],
  ['\n', '&#xA;'],
  ['\r', '&#xD;'],
]);

export function escapeText(text: string): string {
  return text.replace(/[&<>\r]/gu, refer);
}

/** Of an attribute. */
export function escapeValue(value: string): string {
  return value.replace(/[&<"\t\n\r]/gu, refer);
}

function refer(character: string): string {
  return REFERENCES.get(character) ?? character;
}

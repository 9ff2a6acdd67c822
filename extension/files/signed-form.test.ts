import { describe, expect, it } from 'vitest';
import { allowsInside, formatOf, signedName } from './signed-form.ts';

describe('the form of a signature', () => {
  it.each([
    ['application/pdf', 'inside', 'pades', '契約書.pdf', '契約書_signed.pdf'],
    ['application/pdf', 'beside', 'cades', '契約書.pdf', '契約書.pdf.p7s'],
    ['application/xml', 'inside', 'xades', 'data.xml', 'data_signed.xml'],
    ['application/xml', 'beside', 'cades', 'data.xml', 'data.xml.p7s'],
    ['text/plain', 'inside', 'cades', 'note.txt', 'note.txt.p7s'],
    ['application/pdf', 'inside', 'pades', 'no extension', 'no extension_signed'],
    ['application/pdf', 'inside', 'pades', 'v1.2 final draft', 'v1.2 final draft_signed'],
    ['application/pdf', 'inside', 'pades', '.pdf', '.pdf_signed'],
  ] as const)('%s, %s: %s, %s is saved as %s', (type, wanted, format, name, saved) => {
    expect(formatOf(type, wanted)).toBe(format);
    expect(signedName(name, format)).toBe(saved);
  });

  it.each([
    ['application/pdf', true],
    ['text/plain', false],
  ])('inside of %s: %s', (type, allowed) => {
    expect(allowsInside({ type })).toBe(allowed);
  });
});

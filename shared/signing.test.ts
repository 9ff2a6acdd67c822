import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { signRequestSchema } from './signing.ts';

const ofType = (type: string, format: object): object => ({
  method: 'sign',
  documents: [{ name: 'a', type, size: 1 }],
  ...format,
});

const PADES = { format: 'pades' };
const ENVELOPED = { format: 'xades' };
const DETACHED = { format: 'xades', packaging: 'detached' };

describe('signRequestSchema', () => {
  it.each([
    ['application/pdf', PADES],
    ['Application/PDF; version=1.7', PADES],
    ['application/xml', ENVELOPED],
    ['text/xml; charset=utf-8', { ...ENVELOPED, packaging: 'enveloped' }],
    ['application/vnd.example.form+xml', ENVELOPED],
    ['image/png', DETACHED],
    ['image/png', { format: 'cades' }],
    ['application/pdf', { format: 'jws' }],
  ])('takes %s in %j', (type, format) => {
    expect(v.is(signRequestSchema, ofType(type, format))).toBe(true);
  });

  // Each would be shown as something else than what is signed.
  it.each([
    ['text/plain', PADES],
    ['image/png', PADES],
    ['application/octet-stream', PADES],
    ['text/plain; application/pdf', PADES],
    ['application/pdf', ENVELOPED],
    ['text/plain', ENVELOPED],
    ['text/plain; a=b+xml', ENVELOPED],
    ['image/png', { ...ENVELOPED, packaging: 'enveloped' }],
  ])('refuses %s in %j', (type, format) => {
    expect(v.is(signRequestSchema, ofType(type, format))).toBe(false);
  });

  it('refuses a request in which one of several is of another type', () => {
    const documents = ['application/pdf', 'text/plain'].map((type) => ({ name: 'a', type, size: 1 }));
    expect(v.is(signRequestSchema, { ...ofType('', PADES), documents })).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { fileKind, HEAD_BYTES } from './file-kind.ts';

const octets = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const SIGNED_DATA = '\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02';

describe('fileKind', () => {
  it.each([
    ['pdf', '%PDF-1.7\n'],
    ['pdf', `${'\n'.repeat(1019)}%PDF-2.0`],
    ['other', `${'\n'.repeat(1020)}%PDF-2.0`],
    ['cms', `\x30\x82\x12\x34${SIGNED_DATA}`],
    ['cms', `\x30\x80${SIGNED_DATA}`],
    ['cms', '-----BEGIN CMS-----\nMII'],
    ['cms', '-----BEGIN PKCS7-----\nMII'],
    // EncryptedData
    ['other', `\x30\x82\x12\x34${SIGNED_DATA.slice(0, -1)}\x06`],
    ['certificate', '\x30\x82\x05\x01\x30\x82\x03\xe9\xa0\x03\x02\x01\x02\x02'],
    ['certificate', 'Bag Attributes\n-----BEGIN CERTIFICATE-----\nMII'],
    ['jws', 'eyJhbGciOiJSUzI1NiJ9.YQ.c2ln'],
    ['jws', 'eyJhbGciOiJSUzI1NiJ9..c2ln\n'],
    ['other', 'eyJhbGciOiJSUzI1NiJ9 is the beginning of a JWS.'],
    ['xml', '<?xml version="1.0"?><a/>'],
    ['xml', '\xef\xbb\xbf\n<a/>'],
    ['other', '<html><body>'],
    ['other', '<!DOCTYPE html>'],
    ['other', 'plain text'],
    ['other', ''],
  ])('%s: %j', (kind, text) => {
    expect(fileKind(octets(text))).toBe(kind);
  });

  it('takes a JWS for one when only its beginning is there', () => {
    expect(fileKind(octets(`eyJhbGciOiJSUzI1NiJ9.${'YQ'.repeat(HEAD_BYTES)}`))).toBe('jws');
  });

  it('knows a kind of whatever begins with it, and says something of everything', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (rest) => {
        expect(fileKind(Uint8Array.from([...octets('%PDF-1.4'), ...rest]))).toBe('pdf');
        expect(typeof fileKind(rest)).toBe('string');
      }),
    );
  });
});

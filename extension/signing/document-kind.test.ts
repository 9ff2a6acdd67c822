import { describe, expect, it } from 'vitest';
import { documentKind } from './document-kind.ts';

describe('documentKind', () => {
  it.each([
    ['application/pdf', 'pdf'],
    ['Application/PDF; version=1.7', 'pdf'],
    ['text/plain', 'text'],
    ['text/plain; charset=utf-8', 'text'],
    ['text/html', 'text'],
    ['application/json', 'text'],
    ['application/ld+json', 'text'],
    ['application/xml', 'text'],
    ['application/vnd.example.form+xml', 'text'],
    ['image/svg+xml', 'text'],
    ['image/png', 'image'],
    ['image/jpeg', 'image'],
    ['image/tiff', 'unseen'],
    ['application/octet-stream', 'unseen'],
    ['application/pdf-like', 'unseen'],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'unseen'],
  ])('%s is shown as %s', (type, kind) => {
    expect(documentKind(type)).toBe(kind);
  });
});

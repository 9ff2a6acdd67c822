/** The vectors hold for this kit, each for its one defect, and leave no code without a case. */
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  AUTH_FAILURES,
  DOCUMENT_FAILURES,
  REVOCATION_PROBLEMS,
  SIGNATURE_CERTIFICATE_FAILURES,
} from '../index.ts';
import { codeOf } from './code-of.ts';
import { runVector } from './run-vector.ts';
import { readVectors, VECTOR_FOLDERS, type Vector } from './vector.ts';

const vectors = readVectors();
const all = [...vectors.values()];

const isOrder = ({ name }: Vector) => name.includes('/order-');

describe.each(VECTOR_FOLDERS)('%s', (what) => {
  it.each(all.filter((vector) => vector.what === what).map((vector) => [vector.name, vector] as const))(
    '%s',
    async (_name, vector) => {
      expect(await runVector(vector)).toEqual(vector.expected);
    },
  );
});

describe('each refused case', () => {
  const refused = all.filter((vector) => codeOf(vector) !== 'ok');
  const likeOf = ({ like = '' }: Vector): Vector =>
    vectors.get(like) ?? expect.unreachable(`no case ${like}`);

  it('is one of more than a hundred', () => {
    expect(refused.length).toBeGreaterThan(100);
  });

  it.each(refused.map((vector) => [vector.name, vector] as const))(
    '%s differs in one thing from a case that goes further',
    (_name, vector) => {
      const like = likeOf(vector);
      expect(codeOf(like) === 'ok').toBe(!isOrder(vector));
      const differences = INPUTS.filter((key) => !isDeepStrictEqual(input(vector, key), input(like, key)));
      if (isOrder(vector)) expect(differences).not.toEqual([]);
      else expect(differences).toHaveLength(1);
    },
  );
  const INPUTS = [
    'now',
    'settings',
    'nonces',
    'session',
    'token',
    'certificate',
    'issuer',
    'lists',
    'response',
    'signed',
    'document',
    'documents',
  ];
  const input = (vector: Vector, key: string) => new Map<string, unknown>(Object.entries(vector)).get(key);

  it('with two defects has the code that comes first', () => {
    const tables = { token: AUTH_FAILURES, 'signature-certificate': SIGNATURE_CERTIFICATE_FAILURES };
    for (const vector of refused.filter(isOrder)) {
      const order: unknown[] = Object.keys(
        vector.what === 'token' ? tables.token : tables['signature-certificate'],
      );
      expect(order.indexOf(codeOf(vector))).toBeLessThan(order.indexOf(codeOf(likeOf(vector))));
    }
  });
});

describe('every code has a case', () => {
  const codesOf = (...kinds: readonly Vector['what'][]) =>
    new Set(all.filter(({ what }) => kinds.includes(what)).map(codeOf));
  /** What is wrong with a loader, a network or a question, which no file of octets can show. */
  const NOT_IN_OCTETS = [
    'checker-failed',
    'timed-out',
    'certificate-unreadable',
    'crl-load-failed',
    'crl-oversize',
    'crl-issuer-may-not-sign',
    'ocsp-unreachable',
    'ocsp-http-status',
    'ocsp-oversize',
    'ocsp-nonce-missing',
  ];

  it.each([
    ['token', codesOf('token'), Object.keys(AUTH_FAILURES)],
    ['signature certificate', codesOf('signature-certificate'), Object.keys(SIGNATURE_CERTIFICATE_FAILURES)],
    [
      'signed document',
      codesOf('pdf', 'cms', 'xml', 'jws'),
      // Hundreds of megabytes.
      Object.keys(DOCUMENT_FAILURES).filter((code) => code !== 'document-oversize'),
    ],
    [
      'revocation',
      codesOf('crl', 'ocsp'),
      Object.keys(REVOCATION_PROBLEMS).filter((code) => !NOT_IN_OCTETS.includes(code)),
    ],
  ])('of a %s', (_what, found, codes) => {
    expect([...found].toSorted()).toEqual(['ok', ...codes].toSorted());
  });
});

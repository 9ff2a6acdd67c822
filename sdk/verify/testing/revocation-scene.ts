/**
 * An authority, a certificate of a person and the question whether it is revoked. Not published.
 */
import fc from 'fast-check';
import { expect } from 'vitest';
import { der } from '../../../signatures/der/der-writer.ts';
import type {
  RevocationAnswer,
  RevocationChecker,
  RevocationQuestion,
} from '../revocation/revocation-checker.ts';
import { REVOCATION_PROBLEMS } from '../revocation/revocation-problems.ts';
import { authority } from './scene.ts';
import { subjectOf } from './test-crl.ts';
import { context, makeLeaf, name, sequence, text } from './test-pki.ts';

/** Like the JPKI's: the directory entry of the holder's municipality. */
const distributionPoint = (municipality: string) =>
  name([
    ['2.5.4.10', text('JPKI')],
    ['2.5.4.11', text('CRL Distribution Points')],
    ['2.5.4.3', text(`${municipality} CRLDP`)],
  ]);

/** The GeneralName of the distribution point that {@link person} names. */
export const MIHON_POINT = generalName('Mihon-shi');
export const OTHER_POINT = generalName('Betsu-shi');

/** As the subject of a certificate, because forge's ASN.1 has no other way out to octets here. */
function generalName(municipality: string): Uint8Array {
  return der(0xa4, subjectOf(makeLeaf(authority, { subject: distributionPoint(municipality) })));
}

export const SERIAL_NUMBER = '0A0B0C0D';
export const person = makeLeaf(authority, {
  serialNumber: SERIAL_NUMBER,
  extensions: {
    distributionPoints: {
      id: '2.5.29.31',
      value: sequence(sequence(context(0, [context(0, [context(4, [distributionPoint('Mihon-shi')])])]))),
    },
  },
});
export const personWithoutPoint = makeLeaf(authority, { serialNumber: SERIAL_NUMBER });

export const NOON = new Date('2026-06-01T12:00:00Z');

export function question(overrides: Partial<RevocationQuestion> = {}): RevocationQuestion {
  return {
    certificate: person,
    issuer: authority.certificate,
    now: NOON,
    signal: new AbortController().signal,
    ...overrides,
  };
}

/** Any answer but a good one, and the reason out of the table. */
export function expectCodedRefusal(answer: RevocationAnswer): void {
  expect(answer).toEqual({ status: 'unavailable', reason: expect.any(String) as string });
  expect(answer.status === 'unavailable' && answer.reason).toBeOneOf(Object.keys(REVOCATION_PROBLEMS));
}

/** One octet of the bytes is another, there are fewer of them, or more. */
export const mutationsOf = (bytes: Uint8Array): fc.Arbitrary<Uint8Array> => {
  const position = fc.nat(bytes.length - 1);
  return fc.oneof(
    fc.tuple(position, fc.integer({ min: 1, max: 255 })).map(([at, change]) => {
      const mutant = Uint8Array.from(bytes);
      mutant[at] = (mutant[at] ?? 0) ^ change;
      return mutant;
    }),
    position.map((end) => bytes.subarray(0, end)),
    fc.uint8Array({ minLength: 1, maxLength: 8 }).map((more) => Buffer.concat([bytes, more])),
  );
};

/** What it says about the certificate of {@link person}, but for what is replaced. */
export function checkWith(
  checker: RevocationChecker,
  overrides: Partial<RevocationQuestion> = {},
): Promise<RevocationAnswer> {
  return checker.check(question(overrides));
}

/** What a revocation list must be before anybody's certificate passes by not being on it. */
import { describe, expect, it, vi } from 'vitest';
import { authority } from '../../testing/scene.ts';
import {
  checkWith,
  MIHON_POINT,
  NOON,
  OTHER_POINT,
  person,
  personWithoutPoint,
  SERIAL_NUMBER,
} from '../../testing/revocation-scene.ts';
import {
  authorityKeyIdentifier,
  type CrlFields,
  derEntry,
  derInteger,
  hex,
  issuingDistributionPoint,
  makeCrl,
  reasonCode,
  REVOKED_AT,
  subjectOf,
  type TestEntry,
} from '../../testing/test-crl.ts';
import {
  keyPair,
  keyUsage,
  makeAuthority,
  makeLeaf,
  oid,
  sequence,
  subjectKeyIdentifier,
} from '../../testing/test-pki.ts';
import { der } from '../../../../signatures/der/der-writer.ts';
import type { RevocationQuestion } from '../revocation-checker.ts';
import type { RevocationProblemCode } from '../revocation-problems.ts';
import { createCrlChecker, type CrlCheckerSettings } from './crl-checker.ts';

const loading = (list: Uint8Array) => () => Promise.resolve(list);
const checkerOf = (...lists: readonly Uint8Array[]) => createCrlChecker({ lists: lists.map(loading) });
const GOOD = { status: 'good', by: 'crl', asOf: new Date('2026-06-01T00:00:00Z') };
const REVOKED = { status: 'revoked', by: 'crl', revokedAt: REVOKED_AT };
const unavailable = (reason: RevocationProblemCode) => ({ status: 'unavailable', reason });

const listed: TestEntry = { serialNumber: SERIAL_NUMBER };
const others: TestEntry[] = ['01', '0A0B0C', '0A0B0C0D0E', '7F'].map((serialNumber) => ({ serialNumber }));
/** Of the same name and another key, as the JPKI's generations are. */
const nextAuthority = makeAuthority('JPKI', keyPair('next-authority'));
const point = (...names: readonly Uint8Array[]) => der(0xa0, der(0xa0, ...names));
const TRUE = {
  onlyUsers: hex('8101FF'),
  onlyCas: hex('8201FF'),
  indirect: hex('8401FF'),
  onlyAttributes: hex('8501FF'),
};

describe('a list that is in order', () => {
  it.each<[string, Partial<CrlFields>, object]>([
    ['is empty', {}, GOOD],
    ['has other entries', { entries: others }, GOOD],
    ['has the certificate', { entries: [...others, listed] }, REVOKED],
    ['has it first', { entries: [listed, ...others] }, REVOKED],
    ['has it twice', { entries: [listed, listed] }, REVOKED],
    [
      'says why',
      { entries: [{ ...listed, extensions: [reasonCode(1)] }] },
      { ...REVOKED, reason: 'keyCompromise' },
    ],
    [
      'holds the certificate for now',
      { entries: [{ ...listed, extensions: [reasonCode(6)] }] },
      { ...REVOKED, reason: 'certificateHold' },
    ],
    ['gives a reason that nobody knows', { entries: [{ ...listed, extensions: [reasonCode(7)] }] }, REVOKED],
    [
      'says that the reason is critical',
      { entries: [{ ...listed, extensions: [{ ...reasonCode(4), critical: true }] }] },
      { ...REVOKED, reason: 'superseded' },
    ],
    [
      'was revoked in the future',
      { entries: [{ ...listed, revokedAt: new Date('2051-01-01T00:00:00Z') }] },
      { ...REVOKED, revokedAt: new Date('2051-01-01T00:00:00Z') },
    ],
    ['is signed with SHA-384', { algorithm: '1.2.840.113549.1.1.12' }, GOOD],
    ['is signed with SHA-512', { algorithm: '1.2.840.113549.1.1.13' }, GOOD],
    ['does not name the key', { allExtensions: [] }, GOOD],
    ['is for users only', { extensions: [issuingDistributionPoint(TRUE.onlyUsers)] }, GOOD],
    ['is for the certificate’s point', { extensions: [issuingDistributionPoint(point(MIHON_POINT))] }, GOOD],
    ['is for two points', { extensions: [issuingDistributionPoint(point(OTHER_POINT, MIHON_POINT))] }, GOOD],
    ['writes a default out', { extensions: [issuingDistributionPoint(hex('820100'))] }, GOOD],
    ['has an extension that is not critical', { extensions: [{ id: '1.2.3', value: hex('0500') }] }, GOOD],
    ['begins now', { thisUpdate: NOON }, { ...GOOD, asOf: NOON }],
    ['ends in a moment', { nextUpdate: new Date(NOON.getTime() + 1000) }, GOOD],
    ['ends after 2049', { nextUpdate: new Date('2050-01-01T00:00:00Z') }, GOOD],
  ])('%s', async (_name, fields, expected) => {
    expect(await checkWith(checkerOf(makeCrl(authority, fields)))).toEqual(expected);
  });
});

it('each of thousands is found with its own time, and none between them', async () => {
  const COUNT = 2000;
  const serialNumber = (index: number) => (0x10000000 + 2 * index).toString(16);
  const revokedAt = (index: number) => new Date(REVOKED_AT.getTime() + index * 1000);
  const entries = Array.from({ length: COUNT }, (_none, index) => ({
    serialNumber: serialNumber(index),
    revokedAt: revokedAt(index),
  }));
  const checker = checkerOf(makeCrl(authority, { entries }));
  const serial = Buffer.from(SERIAL_NUMBER, 'hex');
  const ask = async (digits: string) => {
    const certificate = Buffer.from(personWithoutPoint);
    Buffer.from(digits, 'hex').copy(certificate, certificate.indexOf(serial));
    return checkWith(checker, { certificate });
  };
  for (let index = 0; index < COUNT; index += 1) {
    expect(await ask(serialNumber(index))).toEqual({ ...REVOKED, revokedAt: revokedAt(index) });
    expect(await ask((0x10000001 + 2 * index).toString(16))).toEqual(GOOD);
  }
});

/** Of seven octets each, with a time of none: to a table that is made for fewer they would leave no free place. */
function tinyEntries(count: number): Uint8Array {
  const serialNumbers = Array.from({ length: count }, (_none, index) => 0x0100 + index);
  const entries = serialNumbers.map((number) => hex(`30060202${number.toString(16).padStart(4, '0')}1700`));
  return der(0x30, ...entries);
}

describe('a list that is refused', () => {
  const removed = { serialNumber: '01', extensions: [{ ...reasonCode(8), critical: true }] };
  const ofIssuer = { id: '2.5.29.29', critical: true, value: der(0x30, MIHON_POINT) };
  const strange = { id: '1.2.3', critical: true, value: hex('0500') };

  it.each<[string, Partial<CrlFields>, RevocationProblemCode]>([
    ['signed by another key', { signWith: keyPair('attacker').privateKey }, 'crl-signature-invalid'],
    ['signed with SHA-1', { algorithm: '1.2.840.113549.1.1.5' }, 'crl-algorithm'],
    [
      'signed with parameters',
      { algorithmIdentifier: hex('300E06092A864886F70D01010B040100') },
      'crl-algorithm',
    ],
    ['two algorithms', { innerAlgorithm: '1.2.840.113549.1.1.12' }, 'crl-malformed'],
    ['another name', { issuer: subjectOf(person) }, 'crl-of-other-issuer'],
    [
      'another key named',
      { allExtensions: [authorityKeyIdentifier(nextAuthority.certificate)] },
      'crl-of-other-issuer',
    ],
    ['version 1', { version: new Uint8Array(), allExtensions: [] }, 'crl-malformed'],
    ['version 3', { version: derInteger('02') }, 'crl-malformed'],
    ['version 257', { version: derInteger('0100') }, 'crl-malformed'],
    ['more entries than there can be in so few octets', { rawEntries: tinyEntries(1100) }, 'crl-malformed'],
    ['no end', { nextUpdate: null }, 'crl-without-next-update'],
    ['not begun', { thisUpdate: new Date(NOON.getTime() + 1000) }, 'crl-not-yet-valid'],
    ['just over', { nextUpdate: NOON }, 'crl-stale'],
    ['a delta', { extensions: [{ id: '2.5.29.27', critical: true, value: derInteger('01') }] }, 'crl-delta'],
    ['a delta that hides it', { extensions: [{ id: '2.5.29.27', value: derInteger('01') }] }, 'crl-delta'],
    ['an entry of a delta', { entries: [removed] }, 'crl-delta'],
    ['the certificate taken off again', { entries: [{ ...removed, ...listed }] }, 'crl-delta'],
    ['indirect', { extensions: [issuingDistributionPoint(TRUE.indirect)] }, 'crl-indirect'],
    ['an entry of another issuer', { entries: [{ ...listed, extensions: [ofIssuer] }] }, 'crl-indirect'],
    ['only authorities', { extensions: [issuingDistributionPoint(TRUE.onlyCas)] }, 'crl-partial'],
    ['only attributes', { extensions: [issuingDistributionPoint(TRUE.onlyAttributes)] }, 'crl-partial'],
    ['only some reasons', { extensions: [issuingDistributionPoint(hex('83020640'))] }, 'crl-partial'],
    ['a critical extension', { extensions: [strange] }, 'crl-critical-extension'],
    [
      'a critical extension in an entry of somebody else',
      { entries: [{ serialNumber: '01', extensions: [strange] }] },
      'crl-critical-extension',
    ],
    [
      'another point',
      { extensions: [issuingDistributionPoint(point(OTHER_POINT))] },
      'crl-of-other-distribution-point',
    ],
    [
      'a point relative to the issuer',
      { extensions: [issuingDistributionPoint(der(0xa0, der(0xa1, hex('0500'))))] },
      'crl-of-other-distribution-point',
    ],
    [
      'an unknown field of its point',
      { extensions: [issuingDistributionPoint(hex('8601FF'))] },
      'crl-malformed',
    ],
    ['the same extension twice', { extensions: [reasonCode(1), reasonCode(1)] }, 'crl-malformed'],
    [
      'a serial number spelt otherwise, which would not be found',
      { rawEntries: der(0x30, derEntry({ serialNumber: `00${SERIAL_NUMBER}` })) },
      'crl-malformed',
    ],
    ['an entry without time', { rawEntries: der(0x30, der(0x30, derInteger('01'))) }, 'crl-malformed'],
    ['an entry that is none', { rawEntries: der(0x30, hex('0500')) }, 'crl-malformed'],
    [
      'a time of revocation that is none',
      {
        rawEntries: der(0x30, der(0x30, derInteger(SERIAL_NUMBER), der(0x17, Buffer.from('261301000000Z')))),
      },
      'crl-malformed',
    ],
    [
      'an entry’s extensions that are none',
      {
        rawEntries: der(
          0x30,
          der(0x30, derInteger('01'), der(0x17, Buffer.from('260101000000Z')), hex('0500')),
        ),
      },
      'crl-malformed',
    ],
  ])('%s', async (_name, fields, reason) => {
    expect(await checkWith(checkerOf(makeCrl(authority, fields)))).toEqual(unavailable(reason));
  });

  it.each<[string, Partial<RevocationQuestion>, RevocationProblemCode]>([
    [
      'an issuer that may sign certificates only',
      {
        issuer: makeAuthority('JPKI', authority.keys, {
          extensions: [keyUsage(5), subjectKeyIdentifier(authority.keys.publicKey)],
        }).certificate,
      },
      'crl-issuer-may-not-sign',
    ],
    ['a certificate without a point', { certificate: personWithoutPoint }, 'crl-of-other-distribution-point'],
    ['a certificate that is none', { certificate: Uint8Array.of(0x30, 0) }, 'certificate-unreadable'],
    ['an issuer that is none', { issuer: new Uint8Array() }, 'certificate-unreadable'],
  ])('for %s', async (_name, asked, reason) => {
    const list = makeCrl(authority, { extensions: [issuingDistributionPoint(point(MIHON_POINT))] });
    expect(await checkWith(checkerOf(list), asked)).toEqual(unavailable(reason));
  });

  const withPoints = (value: ReturnType<typeof oid>) =>
    makeLeaf(authority, { extensions: { points: { id: '2.5.29.31', value } } });
  it.each<[string, () => Partial<RevocationQuestion>, RevocationProblemCode]>([
    [
      'an issuer whose key usage cannot be read',
      () => {
        const unreadable = { ...keyUsage(5, 6), value: oid('1.2.3') };
        const extensions = [unreadable, subjectKeyIdentifier(authority.keys.publicKey)];
        return { issuer: makeAuthority('JPKI', authority.keys, { extensions }).certificate };
      },
      'certificate-unreadable',
    ],
    [
      'a certificate whose points cannot be read',
      () => ({ certificate: withPoints(oid('1.2.3')) }),
      'certificate-unreadable',
    ],
    [
      'a certificate whose point has no name',
      () => ({ certificate: withPoints(sequence(sequence())) }),
      'crl-of-other-distribution-point',
    ],
  ])('%s', async (_name, asked, reason) => {
    const list = makeCrl(authority, { extensions: [issuingDistributionPoint(point(MIHON_POINT))] });
    expect(await checkWith(checkerOf(list), asked())).toEqual(unavailable(reason));
  });

  it('an issuer without key usage may sign lists', async () => {
    const extensions = [subjectKeyIdentifier(authority.keys.publicKey)];
    const { certificate: issuer } = makeAuthority('JPKI', authority.keys, { extensions });
    expect(await checkWith(checkerOf(makeCrl(authority)), { issuer })).toEqual(GOOD);
  });

  it('a key that is too short', async () => {
    const short = makeAuthority('JPKI', keyPair('short', 1024));
    expect(await checkWith(checkerOf(makeCrl(short)), { issuer: short.certificate })).toEqual(
      unavailable('crl-algorithm'),
    );
  });

  it('more than the service allows', async () => {
    const list = makeCrl(authority);
    const limited = (maxBytes: number) => createCrlChecker({ lists: [loading(list)], maxBytes });
    expect(await checkWith(limited(list.length - 1))).toEqual(unavailable('crl-oversize'));
    expect(await checkWith(limited(list.length))).toEqual(GOOD);
  });

  it.each([
    ['fails', () => Promise.reject(new Error('no route to host'))],
    [
      'throws',
      () => {
        throw new Error('not even a promise');
      },
    ],
    ['brings text', () => Promise.resolve('-----BEGIN X509 CRL-----' as unknown as Uint8Array)],
    ['never ends', () => new Promise<never>(() => undefined)],
  ])('a loader that %s', async (_name, load) => {
    const checker = createCrlChecker({ lists: [load], loadTimeLimitSeconds: 0.01 });
    expect(await checkWith(checker)).toEqual(unavailable('crl-load-failed'));
  });
});

describe('several lists', () => {
  const leafOfNext = makeLeaf(nextAuthority, { serialNumber: SERIAL_NUMBER });
  const silent = () => new Promise<never>(() => undefined);

  it('of generations with one name: each certificate is looked up in its own issuer’s', async () => {
    const checker = checkerOf(makeCrl(nextAuthority, { entries: [listed] }), makeCrl(authority));
    expect(await checkWith(checker)).toEqual(GOOD);
    const asked = { certificate: leafOfNext, issuer: nextAuthority.certificate };
    expect(await checkWith(checker, asked)).toEqual(REVOKED);
    expect(await checkWith(checker)).toEqual(GOOD);
  });

  it('of distribution points: the certificate’s own, whatever the other says', async () => {
    const of = (name: Uint8Array, entries: readonly TestEntry[]) =>
      makeCrl(authority, { entries, extensions: [issuingDistributionPoint(point(name))] });
    expect(await checkWith(checkerOf(of(OTHER_POINT, [listed]), of(MIHON_POINT, [])))).toEqual(GOOD);
    expect(await checkWith(checkerOf(of(OTHER_POINT, []), of(MIHON_POINT, [listed])))).toEqual(REVOKED);
  });

  it('of one issuer: the newer one’s revocation counts, whatever the older does not know yet', async () => {
    const older = makeCrl(authority, { thisUpdate: new Date('2026-05-31T00:00:00Z') });
    for (const lists of [
      [older, makeCrl(authority, { entries: [listed] })],
      [makeCrl(authority, { entries: [listed] }), older],
    ]) {
      const checker = checkerOf(...lists);
      await vi.waitFor(async () => {
        expect(await checkWith(checker)).toEqual(REVOKED);
      });
      // Once both are at hand, for good.
      for (let round = 0; round < 10; round += 1) expect(await checkWith(checker)).toEqual(REVOKED);
    }
  });

  it('one that never comes does not hold up the others', async () => {
    const checker = createCrlChecker({ lists: [silent, loading(makeCrl(authority))] });
    expect(await checkWith(checker)).toEqual(GOOD);
  });

  it.each<[string, readonly Uint8Array[], RevocationProblemCode]>([
    ['stale', [makeCrl(nextAuthority), makeCrl(authority, { nextUpdate: NOON })], 'crl-stale'],
    [
      'of another point',
      [
        makeCrl(nextAuthority),
        makeCrl(authority, { extensions: [issuingDistributionPoint(point(OTHER_POINT))] }),
      ],
      'crl-of-other-distribution-point',
    ],
    [
      'stale, beside one of another point',
      [
        makeCrl(authority, { extensions: [issuingDistributionPoint(point(OTHER_POINT))] }),
        makeCrl(authority, { nextUpdate: NOON }),
      ],
      'crl-stale',
    ],
    ['of others', [makeCrl(nextAuthority), makeCrl(nextAuthority)], 'crl-of-other-issuer'],
  ])('none applies: the nearest one is named, %s', async (_name, lists, reason) => {
    expect(await checkWith(checkerOf(...lists))).toEqual(unavailable(reason));
    expect(await checkWith(checkerOf(...lists.toReversed()))).toEqual(unavailable(reason));
  });
});

describe('settings', () => {
  it.each<[string, Partial<CrlCheckerSettings>]>([
    ['all positions that fit', { maxBytes: 2 ** 32 - 2 }],
    ['no pause', { retrySeconds: 0 }],
    ['an hour', { loadTimeLimitSeconds: 3600 }],
  ])('%s will do', async (_name, settings) => {
    const checker = createCrlChecker({ lists: [loading(makeCrl(authority))], ...settings });
    expect(await checkWith(checker)).toEqual(GOOD);
  });

  it.each<[string, Partial<Record<keyof CrlCheckerSettings, unknown>>, RegExp]>([
    ['no list', { lists: [] }, /lists/u],
    ['a path', { lists: ['/etc/crl'] }, /lists/u],
    ['a path beside a loader', { lists: [loading(new Uint8Array()), '/etc/crl'] }, /lists/u],
    ['one loader without a list around it', { lists: loading(new Uint8Array()) }, /lists/u],
    ['no bytes', { maxBytes: 0 }, /maxBytes/u],
    ['4 GiB', { maxBytes: 2 ** 32 }, /maxBytes/u],
    ['a negative pause', { retrySeconds: -1 }, /retrySeconds/u],
    ['an endless pause', { retrySeconds: Infinity }, /retrySeconds/u],
    ['no time', { loadTimeLimitSeconds: 0 }, /loadTimeLimitSeconds/u],
    ['a day', { loadTimeLimitSeconds: 86_400 }, /loadTimeLimitSeconds/u],
  ])('%s is refused', (_name, settings, message) => {
    const lists = [loading(new Uint8Array())];
    // Callers without types can pass anything.
    const create = () => createCrlChecker({ lists, ...settings } as CrlCheckerSettings);
    expect(create).toThrow(TypeError);
    expect(create).toThrow(message);
  });
});

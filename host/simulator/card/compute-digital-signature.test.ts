import { constants, createHash, createVerify, publicDecrypt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../../shared/bytes.ts';
import { JPKI, TEST_KEYS, TestCard } from './card.fixture.ts';

const openCard = () =>
  new TestCard().run(
    [JPKI, '9000'],
    ['0020009804 31323334', '9000'],
    ['0020009B08 4142433132333435', '9000'],
  );

const hexLength = (bytes: Uint8Array) => bytes.length.toString(16).padStart(2, '0');

/** DigestInfo of RFC 8017 section 9.2, note 1, without the digest. */
const DIGEST_INFO = [
  { hash: 'sha1', prefix: '3021300906052B0E03021A05000414' },
  { hash: 'sha256', prefix: '3031300D060960864801650304020105000420' },
  { hash: 'sha384', prefix: '3041300D060960864801650304020205000430' },
  { hash: 'sha512', prefix: '3051300D060960864801650304020305000440' },
];

describe('signs', () => {
  it.each(DIGEST_INFO)('$hash, as anybody can verify', ({ hash, prefix }) => {
    const text = Buffer.from('a document');
    const digestInfo = concatBytes(fromHex(prefix), createHash(hash).update(text).digest());
    const response = openCard().send(`802A0097${hexLength(digestInfo)}${toHex(digestInfo)}00`);
    expect(response).toMatch(/9000$/u);
    const signature = fromHex(response.slice(0, -4));
    const verified = createVerify(hash)
      .update(text)
      .verify(TEST_KEYS.userAuthentication.publicKey, signature);
    expect(verified).toBe(true);
  });

  it.each([
    { key: 'userAuthentication', p2: '97', fid: '0017' },
    { key: 'digitalSignature', p2: '9A', fid: '001A' },
  ] as const)('with the $key key, selected or by short identifier', ({ key, p2, fid }) => {
    const card = openCard();
    const bySfi = card.send(`802A00${p2}03AABBCC00`);
    card.run([`00A4020C02${fid}`, '9000']);
    expect(card.send('802A008003AABBCC00')).toBe(bySfi);
    expect(padded(bySfi, key)).toEqual(fromHex('AABBCC'));
  });

  it.each([1, 244, 245])('whatever it is given: %i bytes', (length) => {
    const input = new Uint8Array(length).fill(0x5a);
    const response = openCard().send(`802A0097${hexLength(input)}${toHex(input)}00`);
    expect(padded(response, 'userAuthentication')).toEqual(input);
  });
});

/** What the padding of type 1 holds. */
function padded(response: string, key: keyof typeof TEST_KEYS): Uint8Array {
  const { publicKey } = TEST_KEYS[key];
  const signature = fromHex(response.slice(0, -4));
  return Uint8Array.from(publicDecrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, signature));
}

describe('refuses', () => {
  it.each([
    { name: 'nothing to sign', command: '802A009700', response: '6700' },
    { name: 'no Le', command: '802A0097 01 01', response: '6700' },
    { name: 'an Le that is too small', command: '802A0097 01 01 80', response: '6700' },
    { name: '246 bytes', command: `802A0097F6${'01'.repeat(246)}00`, response: '6985' },
    { name: '256 bytes', command: `802A0097000100${'01'.repeat(256)}0000`, response: '6985' },
    { name: 'no current file', command: '802A0080010100', response: '6986' },
    { name: 'a PIN as key', command: '802A0098010100', response: '6981' },
    { name: 'an unknown key', command: '802A009F010100', response: '6A82' },
    { name: 'P1=9E of ISO 7816-8', command: '802A9E97010100', response: '6A86' },
    { name: 'another P2', command: '802A001A010100', response: '6A86' },
    { name: 'the interindustry class', command: '002A0097010100', response: '6E00' },
  ])('$name: $response', ({ command, response }) => {
    openCard().run([JPKI, '9000'], [command, response]);
  });

  it.each([1, 2, 3, 4, 5, 0x80, 0xff])('P1=%i', (p1) => {
    openCard().run([`802A${toHex(Uint8Array.of(p1))}97010100`, '6A86']);
  });

  it.each([
    { name: 'without a PIN', script: [] },
    { name: 'with the PIN of the other key', script: ['0020009804 31323334'] },
  ])('$name: 6982', ({ script }) => {
    const card = new TestCard().run([JPKI, '9000']);
    for (const command of script) card.run([command, '9000']);
    card.run(['802A009A010100', '6982']);
  });
});

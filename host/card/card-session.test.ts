import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Bytes, toUtf8 } from '../../shared/bytes.ts';
import { KazasuError } from '../../shared/errors.ts';
import { PIN_KINDS, type PinKind } from '../../shared/jpki.ts';
import { SELECT_ISD } from '../testing/jpki-exchanges.ts';
import { HOLDER, type ModelContent, ModelCard } from '../testing/model-card.ts';
import { type Exchange, ScriptedConnection } from '../testing/scripted-connection.ts';
import { createTestCardContent } from '../testing/test-card-content.ts';
import { CardSession, type Digest } from './card-session.ts';

const AUTH = createTestCardContent();
const SIGN = createTestCardContent();
/** Within the validity of all certificates here. */
const NOW = new Date('2026-11-22T03:04:05Z');
const MESSAGE = toUtf8('message');
const PASSWORD = 'abc123';
const LIVE = new AbortController().signal;
const DIGESTS: readonly Digest[] = [
  { algorithm: 'SHA-256', value: digest('sha256') },
  { algorithm: 'SHA-384', value: digest('sha384') },
  { algorithm: 'SHA-512', value: digest('sha512') },
];

function digest(algorithm: string): Bytes {
  return new Uint8Array(createHash(algorithm).update(MESSAGE).digest());
}

function open(content: Partial<ModelContent> = {}) {
  const card = new ModelCard({ userAuthentication: AUTH, digitalSignature: SIGN, ...content });
  return { card, session: new CardSession(card, () => undefined) };
}

/** A holder under 15. */
const openChild = () => {
  const card = new ModelCard({ userAuthentication: AUTH });
  return { card, session: new CardSession(card, () => undefined) };
};

const openScripted = (...script: Exchange[]) => {
  const connection = new ScriptedConnection(script);
  return { connection, session: new CardSession(connection, () => undefined) };
};

describe('begin', () => {
  it.each<[PinKind, number, string, string, string[]]>([
    ['userAuthentication', 3, 'D392F000260100000001', '0018', []],
    // Whether there is a certificate behind this one.
    ['digitalSignature', 5, 'D392F000260100000001', '001B', ['00A4020C020001', '00B0000000']],
    ['cardInfoInput', 3, 'D3921000310001010408', '0011', []],
  ])('asks for the tries of %s and for no other', async (pin, tries, aid, fid, first) => {
    const { session, card } = open();
    expect(await session.begin(pin, LIVE)).toBe(tries);
    expect(card.sent).toEqual([`00A4040C0A${aid}`, ...first, `00A4020C02${fid}`, '00200080']);
  });

  it('says that a holder under 15 has no signature certificate', async () => {
    await expect(openChild().session.begin('digitalSignature', LIVE)).rejects.toMatchObject({
      code: 'certificate-missing',
    });
  });
});

describe('readCertificate', () => {
  it('reads each certificate once', async () => {
    const { session, card } = open();
    const certificate = await session.readCertificate('userAuthentication', LIVE);
    const sent = card.sent.length;
    expect(await session.readCertificate('userAuthentication', LIVE)).toBe(certificate);
    expect(certificate.der).toEqual(AUTH.certificate);
    expect(card.sent).toHaveLength(sent);
    expect((await session.readCertificate('digitalSignatureCa', LIVE)).der).toEqual(SIGN.certificate);
    expect((await session.readCertificate('userAuthenticationCa', LIVE)).der).toEqual(AUTH.certificate);
  });

  it.each([
    ['JPKIAPGPSETOKEN', 'smartphone-unsupported'],
    ['JPKIAPIOSTOKEN', 'smartphone-unsupported'],
    ['JPKIAPICCTOKEN2', 'certificate-missing'],
  ])('that the PIN protects on a %s is %s', async (label, code) => {
    const { session } = open({ label, protectsAuthCertificate: true });
    await expect(session.readCertificate('userAuthentication', LIVE)).rejects.toMatchObject({ code });
  });

  it('does not read the label of a card that gives its certificate', async () => {
    const { session, card } = open({ label: 'JPKIAPGPSETOKEN' });
    await session.readCertificate('userAuthentication', LIVE);
    expect(card.sent).not.toContain('00A4020C020006');
  });
});

describe('signToken', () => {
  it('needs VERIFY, SELECT and COMPUTE DIGITAL SIGNATURE alone, once the certificate is read', async () => {
    const { session, card } = open();
    await session.begin('userAuthentication', LIVE);
    const certificate = await session.readCertificate('userAuthentication', LIVE);
    card.sent.length = 0;
    const signature = await session.signToken(MESSAGE, '1234', LIVE);
    expect(certificate.verifiesDigest('SHA-256', digest('sha256'), signature)).toBe(true);
    expect(card.sent.map((command) => command.slice(0, 4))).toEqual(['0020', '00A4', '802A']);
  });

  it('needs at most 16 commands in all with a certificate of 1.6 kB, as a real one is', async () => {
    const { session, card } = open();
    await session.begin('userAuthentication', LIVE);
    await session.readCertificate('userAuthentication', LIVE);
    await session.signToken(MESSAGE, '1234', LIVE);
    await session.close();
    const reads = card.sent.filter((command) => command.startsWith('00B0')).length;
    expect(reads).toBe(Math.ceil(AUTH.certificate.length / 256));
    expect(card.sent.length - reads + Math.ceil(1600 / 256)).toBe(16);
  });

  it('hands out no signature of another key', async () => {
    const { session } = open({ userAuthentication: { ...AUTH, sign: SIGN.sign } });
    await expect(session.signToken(MESSAGE, '1234', LIVE)).rejects.toMatchObject({
      code: 'signature-mismatch',
    });
  });
});

describe('beginSigning', () => {
  it('sends the password as its first command, and then reads the certificate', async () => {
    const { session, card } = open();
    await session.begin('digitalSignature', LIVE);
    card.sent.length = 0;
    await session.beginSigning(PASSWORD, NOW, LIVE);
    const reads = Array<string>(Math.ceil(SIGN.certificate.length / 256)).fill('00B0');
    expect(card.sent.map((command) => command.slice(0, 4))).toEqual(['0020', '00A4', ...reads]);
  });

  it('sends the password once, and opens the key for one round of signatures', async () => {
    const { session, card } = open();
    expect((await session.beginSigning(PASSWORD, NOW, LIVE)).der).toEqual(SIGN.certificate);
    expect(session.signing).toBe(true);
    await session.signDigests(DIGESTS, LIVE);
    expect(session.signing).toBe(false);
    await expect(session.signDigests(DIGESTS, LIVE)).rejects.toMatchObject({ code: 'card-not-open' });
    expect(card.pinsSent).toEqual(['0020008006414243313233']);
  });

  it.each([
    ['has expired', new Date('2050-01-01T00:00:00Z'), 'certificate-expired'],
    ['is not valid yet', new Date('2019-12-31T00:00:00Z'), 'certificate-not-yet-valid'],
  ])('opens no key whose certificate %s, which it can see only after the password', async (_, now, code) => {
    const { session, card } = open();
    await expect(session.beginSigning(PASSWORD, now, LIVE)).rejects.toMatchObject({ code });
    await expect(session.signDigests(DIGESTS, LIVE)).rejects.toMatchObject({ code: 'card-not-open' });
    expect(signaturesAskedOf(card)).toBe(0);
  });

  it('opens nothing by a wrong password, and tells the tries left', async () => {
    const { session, card } = open();
    await expect(session.beginSigning('XYZ789', NOW, LIVE)).rejects.toMatchObject({
      code: 'wrong-pin',
      detail: { triesLeft: 4 },
    });
    await expect(session.signDigests(DIGESTS, LIVE)).rejects.toMatchObject({ code: 'card-not-open' });
    expect(signaturesAskedOf(card)).toBe(0);
  });

  it.each<[string, (session: CardSession) => Promise<unknown>]>([
    ['another PIN', (session) => session.signToken(MESSAGE, '1234', LIVE)],
    ['another application', (session) => session.begin('cardInfoInput', LIVE)],
    ['a wrong password', (session) => session.beginSigning('XYZ789', NOW, LIVE).catch(() => undefined)],
    ['the end', (session) => session.close()],
  ])('is undone by %s', async (_, work) => {
    const { session } = open();
    await session.beginSigning(PASSWORD, NOW, LIVE);
    await work(session);
    expect(session.signing).toBe(false);
  });
});

describe('signDigests', () => {
  const begun = async (content: Partial<ModelContent> = {}) => {
    const opened = open(content);
    const certificate = await opened.session.beginSigning(PASSWORD, NOW, LIVE);
    opened.card.sent.length = 0;
    return { ...opened, certificate };
  };

  it('signs each digest', async () => {
    const { session, certificate } = await begun();
    const signatures = await session.signDigests(DIGESTS, LIVE);
    expect(signatures).toHaveLength(3);
    for (const [index, { algorithm, value }] of DIGESTS.entries()) {
      expect(certificate.verifiesDigest(algorithm, value, signatures[index] ?? new Uint8Array())).toBe(true);
    }
  });

  it('gives back nothing when one signature is of another key', async () => {
    let signatures = 0;
    const sign = (digestInfo: Uint8Array) => {
      signatures += 1;
      return (signatures === 3 ? AUTH : SIGN).sign(digestInfo);
    };
    const { session } = await begun({ digitalSignature: { ...SIGN, sign } });
    await expect(session.signDigests(DIGESTS, LIVE)).rejects.toMatchObject({ code: 'signature-mismatch' });
  });

  it('signs nothing when one digest is of another length', async () => {
    const { session, card } = await begun();
    const wrong: Digest = { algorithm: 'SHA-512', value: digest('sha256') };
    await expect(session.signDigests([...DIGESTS, wrong], LIVE)).rejects.toThrow(RangeError);
    expect(card.sent).toEqual([]);
  });

  it('stops between two signatures when it is given up', async () => {
    const cancelled = new AbortController();
    const sign = (digestInfo: Uint8Array) => {
      cancelled.abort();
      return SIGN.sign(digestInfo);
    };
    const { session, card } = await begun({ digitalSignature: { ...SIGN, sign } });
    await expect(session.signDigests(DIGESTS, cancelled.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect(signaturesAskedOf(card)).toBe(1);
  });

  it.each([1, 10, 100])('needs a SELECT of the key and one command each for %i digests', async (count) => {
    const { session, card } = await begun({ digitalSignature: { ...SIGN, sign: signOnce() } });
    await session.signDigests(
      Array<Digest>(count).fill({ algorithm: 'SHA-256', value: digest('sha256') }),
      LIVE,
    );
    expect(card.sent.map((command) => command.slice(0, 4))).toEqual([
      '00A4',
      ...Array<string>(count).fill('802A'),
    ]);
  });
});

/** RSASSA-PKCS1-v1_5 has one signature for one digest, which need not be made a hundred times. */
function signOnce(): (digestInfo: Uint8Array) => Bytes {
  let made: Bytes | undefined;
  return (digestInfo) => (made ??= SIGN.sign(digestInfo));
}

function signaturesAskedOf(card: ModelCard): number {
  return card.sent.filter((command) => command.startsWith('802A')).length;
}

describe('readSignCertificate', () => {
  it('reads it after its password', async () => {
    const { session } = open();
    expect((await session.readSignCertificate(PASSWORD, LIVE)).der).toEqual(SIGN.certificate);
  });
});

describe('a card without a signature certificate', () => {
  const ERASED = { ...SIGN, certificate: new Uint8Array(300).fill(0xff) };
  // Without its protection, so that the card lets the host know.
  const cards: [string, () => { card: ModelCard; session: CardSession }][] = [
    ['without its file', openChild],
    [
      'with an erased one',
      () => {
        const { card, session } = open({ digitalSignature: ERASED });
        card.unprotect('digitalSignature');
        return { card, session };
      },
    ],
    [
      'with an empty one',
      () => {
        const { card, session } = open({ digitalSignature: { ...SIGN, certificate: new Uint8Array() } });
        card.unprotect('digitalSignature');
        return { card, session };
      },
    ],
  ];

  it.each(cards)('%s is not sent the password', async (_, openCard) => {
    for (const work of [
      (session: CardSession) => session.beginSigning(PASSWORD, NOW, LIVE),
      (session: CardSession) => session.readSignCertificate(PASSWORD, LIVE),
    ]) {
      const { card, session } = openCard();
      await expect(work(session)).rejects.toMatchObject({ code: 'certificate-missing' });
      expect(card.pinsSent).toEqual([]);
    }
  });

  it.each(cards)('%s is inspected as such', async (_, openCard) => {
    expect((await openCard().session.inspect(LIVE)).certificates.digitalSignature).toEqual({
      state: 'missing',
    });
  });
});

describe('readAttributes', () => {
  it('reads the four attributes by their own PIN', async () => {
    const { session, card } = open();
    await session.begin('cardInfoInput', LIVE);
    expect(await session.readAttributes('5678', LIVE)).toEqual({
      name: HOLDER.name,
      address: HOLDER.address,
      birthDate: '1980-02-17',
      sex: 'male',
    });
    expect(card.pinsSent).toHaveLength(1);
  });

  it('closes what another PIN has opened', async () => {
    const { session, card } = open();
    await session.signToken(MESSAGE, '1234', LIVE);
    await session.readAttributes('5678', LIVE);
    await expect(session.signToken(MESSAGE, '9999', LIVE)).rejects.toMatchObject({ code: 'wrong-pin' });
    expect(card.pins.userAuthentication.triesLeft).toBe(2);
  });
});

describe('the individual number', () => {
  it('is selected by no operation', async () => {
    const operations: ((session: CardSession) => Promise<unknown>)[] = [
      ...PIN_KINDS.map((kind) => (session: CardSession) => session.begin(kind, LIVE)),
      (session) => session.inspect(LIVE),
      (session) => session.readCertificate('userAuthentication', LIVE),
      (session) => session.readCertificate('userAuthenticationCa', LIVE),
      (session) => session.readCertificate('digitalSignatureCa', LIVE),
      (session) => session.readSignCertificate(PASSWORD, LIVE),
      (session) => session.signToken(MESSAGE, '1234', LIVE),
      (session) => session.beginSigning(PASSWORD, NOW, LIVE),
      (session) => session.signDigests(DIGESTS, LIVE),
      (session) => session.readAttributes('5678', LIVE),
      (session) => session.changePin('cardInfoInput', '5678', '8765', LIVE),
      (session) => session.close(),
    ];
    const { session, card } = open();
    for (const operation of operations) await operation(session);
    let application = '';
    const selected = card.sent.flatMap((command) => {
      if (command.startsWith('00A404')) application = command.slice(10);
      return command.startsWith('00A402') ? [`${application} ${command.slice(10)}`] : [];
    });
    expect(selected).toContain('D3921000310001010408 0002');
    expect(selected).not.toContain('D3921000310001010408 0001');
    // A short file identifier would do without SELECT: bit 8 of P1 in READ BINARY.
    expect(card.sent.filter((command) => /^00B0[89A-F]/u.test(command))).toEqual([]);
  });
});

describe('changePin', () => {
  it.each<[PinKind, string, string, string]>([
    ['userAuthentication', '1234', '4321', '4321'],
    ['digitalSignature', 'abc123', 'xyz789', 'XYZ789'],
    ['cardInfoInput', '5678', '0000', '0000'],
  ])('%s', async (which, pin, newPin, onCard) => {
    const { session, card } = open();
    expect(await session.changePin(which, pin, newPin, LIVE)).toBe(card.pins[which].tries);
    expect(card.pins[which].value).toBe(onCard);
    expect(card.pinsSent.map((command) => command.slice(0, 8))).toEqual(['00200080', '00240180']);
  });

  it('sends the new PIN right behind the present one', async () => {
    const { session, card } = open();
    await session.changePin('userAuthentication', '1234', '4321', LIVE);
    const verify = card.sent.findIndex((command) => command === '002000800431323334');
    expect(card.sent[verify + 1]).toBe('002401800434333231');
  });

  it.each<[PinKind, string, string]>([
    ['userAuthentication', '123', '4321'],
    ['userAuthentication', '1234', '432'],
    ['userAuthentication', '1234', '1234'],
    ['digitalSignature', 'ABC123', 'ABCDEF'],
    ['digitalSignature', 'ABC123', '123456'],
  ])('sends nothing for %s %s → %s', async (which, pin, newPin) => {
    const { session, card } = open();
    await expect(session.changePin(which, pin, newPin, LIVE)).rejects.toMatchObject({
      code: 'pin-malformed',
    });
    expect(card.sent).toEqual([]);
  });

  it('changes nothing after a wrong PIN', async () => {
    const { session, card } = open();
    await expect(session.changePin('userAuthentication', '9999', '4321', LIVE)).rejects.toMatchObject({
      code: 'wrong-pin',
      detail: { triesLeft: 2 },
    });
    expect(card.pinsSent).toHaveLength(1);
    expect(card.pins.userAuthentication.value).toBe('1234');
  });

  it('has changed it even if the card then leaves', async () => {
    const { session, card } = open();
    const transmit = card.transmit.bind(card);
    let changed = false;
    card.transmit = (command) => {
      if (changed) return Promise.reject(new KazasuError('card-removed'));
      changed = command[1] === 0x24;
      return transmit(command);
    };
    expect(await session.changePin('digitalSignature', PASSWORD, 'XYZ789', LIVE)).toBe(5);
  });
});

describe('inspect', () => {
  it('tells everything that needs no PIN', async () => {
    const { session, card } = open();
    expect(await session.inspect(LIVE)).toEqual({
      kind: 'individual-number-card',
      triesLeft: { userAuthentication: 3, digitalSignature: 5, cardInfoInput: 3 },
      certificates: {
        userAuthentication: {
          state: 'readable',
          validity: {
            notBefore: new Date('2020-01-01T00:00:00Z'),
            notAfter: new Date('2049-12-31T14:59:59Z'),
          },
        },
        digitalSignature: { state: 'protected' },
      },
      simulated: false,
    });
    expect(card.pinsSent).toEqual([]);
  });

  it.each([
    ['JPKIAPGPSETOKEN', 'android'],
    ['JPKIAPIOSTOKEN', 'iphone'],
  ])('knows %s by its label', async (label, kind) => {
    const { session } = open({ label, protectsAuthCertificate: true });
    expect(await session.inspect(LIVE)).toMatchObject({
      kind,
      certificates: { userAuthentication: { state: 'protected' } },
    });
  });

  it('knows a test card by its issuer, whether or not it has a certificate for its holder', async () => {
    const test = createTestCardContent(undefined, 'JPKI-TEST');
    expect(await open({ userAuthentication: test }).session.inspect(LIVE)).toMatchObject({ simulated: true });
    const { session } = open({ userAuthentication: test, protectsAuthCertificate: true });
    expect(await session.inspect(LIVE)).toMatchObject({ simulated: true });
  });
});

describe('cancelled', () => {
  const cancelled = AbortSignal.abort();
  it.each<[string, (session: CardSession) => Promise<unknown>]>([
    ['begin', (session) => session.begin('userAuthentication', cancelled)],
    ['inspect', (session) => session.inspect(cancelled)],
    ['read', (session) => session.readCertificate('userAuthentication', cancelled)],
    ['read the signature certificate', (session) => session.readSignCertificate(PASSWORD, cancelled)],
    ['sign a token', (session) => session.signToken(MESSAGE, '1234', cancelled)],
    ['begin to sign', (session) => session.beginSigning(PASSWORD, NOW, cancelled)],
    ['read the attributes', (session) => session.readAttributes('5678', cancelled)],
    ['change a PIN', (session) => session.changePin('userAuthentication', '1234', '4321', cancelled)],
  ])('sends nothing to %s', async (_, work) => {
    const { session, card } = open();
    await expect(work(session)).rejects.toMatchObject({ code: 'cancelled' });
    expect(card.sent).toEqual([]);
  });
});

describe('close', () => {
  it.each<[string, Exchange]>([
    ['does', [SELECT_ISD, '9000']],
    ['refuses', [SELECT_ISD, '6A82']],
    ['has gone', [SELECT_ISD, new KazasuError('card-removed')]],
  ])('takes the power away when the card that should leave the application %s', async (_, exchange) => {
    const { session, connection } = openScripted(exchange);
    await session.close();
    expect(connection.sent).toEqual([SELECT_ISD]);
    expect(connection.disconnected).toBe(1);
  });

  it('lets no failure of the adapter out', async () => {
    const { session, connection } = openScripted([SELECT_ISD, '9000']);
    connection.disconnect = () => Promise.reject(new TypeError('adapter'));
    await expect(session.close()).resolves.toBeUndefined();
  });
});

/** Readers and cards that answer anything, at any step of any operation: docs/card.md, "What the host withstands". */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bytes, concatBytes, toHex } from '../../shared/bytes.ts';
import { KazasuError } from '../../shared/errors.ts';
import { PIN_KINDS } from '../../shared/jpki.ts';
import type { CardConnection } from '../readers/reader.ts';
import { ModelCard } from '../testing/model-card.ts';
import { ScriptedReaders } from '../testing/scripted-readers.ts';
import { createTestCardContent } from '../testing/test-card-content.ts';
import { CardAccess } from './card-access.ts';
import type { CardSession } from './card-session.ts';

const CONTENT = { userAuthentication: createTestCardContent(), digitalSignature: createTestCardContent() };
const LIVE = new AbortController().signal;
const DIGESTS = [
  { algorithm: 'SHA-256', value: new Uint8Array(32) },
  { algorithm: 'SHA-512', value: new Uint8Array(64) },
] as const;

/** Every operation, as the methods call it: after the first one the card is open. */
const OPERATIONS: Readonly<Record<string, (cards: CardAccess) => Promise<unknown>>> = {
  inspect: (cards) => cards.visit('R', (card) => card.inspect(LIVE), LIVE),
  login: async (cards) => {
    await cards.open('R', (card) => card.begin('userAuthentication', LIVE), LIVE);
    await cards.use((card) => card.readCertificate('userAuthentication', LIVE), LIVE);
    await cards.useAndClose((card) => card.signToken(new Uint8Array(8), '1234', LIVE), LIVE);
  },
  sign: opened('digitalSignature', (card) => card.signDigests(DIGESTS, 'ABC123', LIVE)),
  readSignCertificate: opened('digitalSignature', (card) => card.readSignCertificate('ABC123', LIVE)),
  readAttributes: opened('cardInfoInput', (card) => card.readAttributes('5678', LIVE)),
  ...Object.fromEntries(
    PIN_KINDS.map((kind) => [
      `change ${kind}`,
      opened(kind, (card) => {
        const letters = kind === 'digitalSignature' ? 'ABC' : '';
        const pin = { userAuthentication: '1234', digitalSignature: 'ABC123', cardInfoInput: '5678' }[kind];
        return card.changePin(kind, pin, `${letters}9876`, LIVE);
      }),
    ]),
  ),
};

function opened(pin: (typeof PIN_KINDS)[number], operation: (card: CardSession) => Promise<unknown>) {
  return async (cards: CardAccess) => {
    await cards.open('R', (card) => card.begin(pin, LIVE), LIVE);
    await cards.useAndClose(operation, LIVE);
  };
}

/** What becomes of one answer. */
type Distortion = (answer: Bytes) => Bytes | Error;

const swBytes = fc.oneof(
  fc.constantFrom(
    0x6100,
    0x6c00,
    0x6282,
    0x63c0,
    0x63c2,
    0x6700,
    0x6982,
    0x6984,
    0x6a82,
    0x6b00,
    0x6f00,
    0x9000,
  ),
  fc.nat(0xffff),
);
const distortion: fc.Arbitrary<Distortion> = fc.oneof(
  fc.constant<Distortion>((answer) => answer),
  fc.nat(300).map(
    (length): Distortion =>
      (answer) =>
        answer.slice(0, length),
  ),
  fc.uint8Array({ minLength: 1, maxLength: 400 }).map(
    (more): Distortion =>
      (answer) =>
        concatBytes(answer, more),
  ),
  fc.uint8Array({ maxLength: 260 }).map(
    (bytes): Distortion =>
      () =>
        Uint8Array.from(bytes),
  ),
  swBytes.map(
    (sw): Distortion =>
      () =>
        Uint8Array.of(sw >> 8, sw & 0xff),
  ),
  swBytes.map(
    (sw): Distortion =>
      (answer) =>
        concatBytes(answer.slice(0, -2), Uint8Array.of(sw >> 8, sw & 0xff)),
  ),
  fc
    .constantFrom(
      'card-removed',
      'reader-unavailable',
      'transmission-failed',
      'card-mute',
      'pcsc-unavailable',
    )
    .map(
      (code): Distortion =>
        () =>
          new KazasuError(code),
    ),
  fc.constant<Distortion>(() => new TypeError('the adapter is at fault')),
);

/** The card in good order behind a reader that distorts: from some command on, by these in turn. */
class DistortingReader implements CardConnection {
  readonly card = new ModelCard(CONTENT);
  readonly answers: Bytes[] = [];
  readonly #from: number;
  readonly #distortions: readonly Distortion[];

  constructor(from: number, distortions: readonly Distortion[]) {
    this.#from = from;
    this.#distortions = distortions;
  }

  async transmit(command: Uint8Array): Promise<Bytes> {
    const index = this.card.sent.length - this.#from;
    const answer = await this.card.transmit(command);
    const distort = this.#distortions[index] ?? ((given: Bytes) => given);
    const distorted = distort(answer);
    this.answers.push(distorted instanceof Error ? new Uint8Array() : distorted);
    if (distorted instanceof Error) throw distorted;
    return distorted;
  }

  disconnect(): Promise<void> {
    return this.card.disconnect();
  }
}

describe.each(Object.entries(OPERATIONS))('%s', (_, operation) => {
  it('ends with a result or with a code, and sends no PIN twice', async () => {
    const scenario = fc.tuple(fc.nat(20), fc.array(distortion, { minLength: 1, maxLength: 12 }));
    await fc.assert(
      fc.asyncProperty(scenario, async ([from, distortions]) => {
        await runAgainst(operation, new DistortingReader(from, distortions));
      }),
      { numRuns: 150 },
    );
  });

  it('ends when every answer is the same', async () => {
    await fc.assert(
      fc.asyncProperty(distortion, async (distort) => {
        await runAgainst(operation, new DistortingReader(0, Array<Distortion>(500).fill(distort)));
      }),
      { numRuns: 50 },
    );
  });

  it('succeeds when nothing is distorted, so that the above is about the operation', async () => {
    const reader = new DistortingReader(0, []);
    const cards = new CardAccess(new ScriptedReaders(reader), () => undefined);
    await operation(cards);
    expect([cards.reader, reader.card.disconnected]).toEqual([undefined, 1]);
  });
});

/** One READ BINARY may take 4 sizes with 8 follow-ups each; beyond any such sum something goes in circles. */
const MAX_COMMANDS = 400;

async function runAgainst(
  operation: (cards: CardAccess) => Promise<unknown>,
  reader: DistortingReader,
): Promise<void> {
  const cards = new CardAccess(new ScriptedReaders(reader), () => undefined);
  const outcome: unknown = await operation(cards).catch((error: unknown) => error);
  const { card } = reader;
  const wrongPin = outcome instanceof KazasuError && outcome.code === 'wrong-pin';
  expect([cards.reader, card.disconnected]).toEqual(wrongPin ? ['R', 0] : [undefined, 1]);
  expect(isCoded(outcome)).toBe(true);
  expect(card.sent.length).toBeLessThan(MAX_COMMANDS);
  expectPinsOnce(reader);
  await cards.close();
}

/** A result, a code, or what the adapter threw, which the dispatcher answers with `internal`. */
function isCoded(outcome: unknown): boolean {
  const ofTheAdapter = outcome instanceof TypeError && outcome.message === 'the adapter is at fault';
  return !(outcome instanceof Error) || outcome instanceof KazasuError || ofTheAdapter;
}

/** VERIFY and CHANGE REFERENCE DATA at most once each, and neither unless the card has just said that tries are left. */
function expectPinsOnce({ card, answers }: DistortingReader): void {
  const verify = card.sent.filter((command) => command.startsWith('0020') && command.length > 8);
  const change = card.sent.filter((command) => command.startsWith('0024'));
  expect([verify.length, change.length].every((count) => count <= 1)).toBe(true);
  if (change.length > 0)
    expect(toHex(answers[card.sent.indexOf(verify[0] ?? '')] ?? new Uint8Array())).toMatch(/9000$/u);
  const [first] = verify;
  if (first === undefined) return;
  const lastQuery = card.sent.lastIndexOf('00200080', card.sent.indexOf(first));
  expect(toHex(answers[lastQuery] ?? new Uint8Array())).toMatch(/63C[1-9A-F]$/u);
}

/** Readers and cards that answer anything, at any step of any operation: docs/card.md, "What the host withstands". */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bytes, concatBytes, toHex } from '../../shared/bytes.ts';
import { KazasuError } from '../../shared/errors.ts';
import { AID, PIN_KINDS } from '../../shared/jpki.ts';
import type { CardConnection } from '../readers/reader.ts';
import { ModelCard } from '../testing/model-card.ts';
import { ScriptedReaders } from '../testing/scripted-readers.ts';
import { createTestCardContent } from '../testing/test-card-content.ts';
import { CardAccess, type CardOperation } from './card-access.ts';

const CONTENT = { userAuthentication: createTestCardContent(), digitalSignature: createTestCardContent() };
const DIGESTS = [
  { algorithm: 'SHA-256', value: new Uint8Array(32) },
  { algorithm: 'SHA-512', value: new Uint8Array(64) },
] as const;

type Operation = (cards: CardAccess, signal: AbortSignal) => Promise<unknown>;

/** Every operation, as the methods call it: after the first one the card is open. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  inspect: (cards, signal) => cards.visit('R', (card, either) => card.inspect(either), signal),
  login: async (cards, signal) => {
    await cards.open('R', (card, either) => card.begin('userAuthentication', either), signal);
    await cards.use((card, either) => card.readCertificate('userAuthentication', either), signal);
    await cards.useAndClose((card, either) => card.signToken(new Uint8Array(8), '1234', either), signal);
  },
  readCaCertificates: async (cards, signal) => {
    await cards.open('R', (card, either) => card.begin('userAuthentication', either), signal);
    for (const which of ['userAuthenticationCa', 'digitalSignatureCa'] as const) {
      await cards.use((card, either) => card.readCertificate(which, either), signal);
    }
    await cards.useAndClose(() => Promise.resolve(), signal);
  },
  sign: async (cards, signal) => {
    await cards.open('R', (card, either) => card.begin('digitalSignature', either), signal);
    await cards.use((card, either) => card.beginSigning('ABC123', new Date(), either), signal);
    await cards.signAndClose((card, either) => card.signDigests(DIGESTS, either), signal);
  },
  readSignCertificate: opened('digitalSignature', (card, either) =>
    card.readSignCertificate('ABC123', either),
  ),
  readAttributes: opened('cardInfoInput', (card, either) => card.readAttributes('5678', either)),
  ...Object.fromEntries(
    PIN_KINDS.map((kind) => [
      `change ${kind}`,
      opened(kind, (card, either) => {
        const letters = kind === 'digitalSignature' ? 'ABC' : '';
        const pin = { userAuthentication: '1234', digitalSignature: 'ABC123', cardInfoInput: '5678' }[kind];
        return card.changePin(kind, pin, `${letters}9876`, either);
      }),
    ]),
  ),
};

function opened(pin: (typeof PIN_KINDS)[number], operation: CardOperation<unknown>): Operation {
  return async (cards, signal) => {
    await cards.open('R', (card, either) => card.begin(pin, either), signal);
    await cards.useAndClose(operation, signal);
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
  /** What the person does during this command. */
  readonly #abortAt: number | undefined;
  readonly #abort = new AbortController();
  readonly signal = this.#abort.signal;
  readonly #from: number;
  readonly #distortions: readonly Distortion[];

  /** @param abortAt the command during which everything is given up */
  constructor(from: number, distortions: readonly Distortion[], abortAt?: number) {
    this.#abortAt = abortAt;
    this.#from = from;
    this.#distortions = distortions;
  }

  async transmit(command: Uint8Array): Promise<Bytes> {
    const index = this.card.sent.length - this.#from;
    if (this.card.sent.length === this.#abortAt) this.#abort.abort();
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
    const scenario = fc.tuple(
      fc.nat(20),
      fc.array(distortion, { minLength: 1, maxLength: 12 }),
      fc.option(fc.nat(30), { nil: undefined }),
    );
    await fc.assert(
      fc.asyncProperty(scenario, async ([from, distortions, abortAt]) => {
        await runAgainst(operation, new DistortingReader(from, distortions, abortAt));
      }),
      { numRuns: 150 },
    );
  });

  it('ends at once when it is given up at any command', async () => {
    const whole = new DistortingReader(0, []);
    await runAgainst(operation, whole);
    for (let abortAt = 0; abortAt < whole.card.sent.length; abortAt += 1) {
      const reader = new DistortingReader(0, [], abortAt);
      await runAgainst(operation, reader);
      const afterwards = reader.card.sent.slice(abortAt + 1);
      // CHANGE REFERENCE DATA has changed the PIN; the question that follows it is the one thing that is still asked.
      const isAsking = (command: string) => command === '00200080' || command.startsWith('00A4020C02');
      const asked = whole.card.sent[abortAt]?.startsWith('0024') ? afterwards.filter(isAsking) : [];
      expect(afterwards.filter((command) => !asked.includes(command) && command !== CLEAR)).toEqual([]);
    }
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
    await operation(cards, reader.signal);
    expect([cards.reader, reader.card.disconnected]).toEqual([undefined, 1]);
  });
});

/** One READ BINARY may take 4 sizes with 8 follow-ups each; beyond any such sum something goes in circles. */
const MAX_COMMANDS = 400;

async function runAgainst(operation: Operation, reader: DistortingReader): Promise<void> {
  const cards = new CardAccess(new ScriptedReaders(reader), () => undefined);
  const outcome: unknown = await operation(cards, reader.signal).catch((error: unknown) => error);
  const { card } = reader;
  const wrongPin = outcome instanceof KazasuError && outcome.code === 'wrong-pin' && !reader.signal.aborted;
  expect([cards.reader, card.disconnected]).toEqual(wrongPin ? ['R', 0] : [undefined, 1]);
  expect(isCoded(outcome)).toBe(true);
  expect(card.sent.length).toBeLessThan(MAX_COMMANDS);
  expectPinsOnce(reader);
  await cards.close();
  expectCleared(reader);
}

/** SELECT of the issuer security domain. */
const CLEAR = `00A4040C07${AID.issuerSecurityDomain}`;

/** After a PIN comes the command that clears the card, with what its answer may ask for, and then the power goes: rule 9. */
function expectCleared({ card }: DistortingReader): void {
  expect(card.disconnected).toBe(1);
  const lastPin = card.sent.lastIndexOf(card.pinsSent.at(-1) ?? '');
  if (lastPin >= 0) expect(card.sent.slice(lastPin)).toContain(CLEAR);
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

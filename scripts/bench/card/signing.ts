/** Signatures by the host, and the floors beside which they stand: the same card, without the host. */
import { call, endHost, readerWithCard, startHost } from '../../../e2e/harness/host-login.ts';
import { SIMULATED_PASSWORD } from '../../../e2e/harness/simulated-pin.ts';
import type { World } from '../../../e2e/harness/world.ts';
import { createPcscReaders } from '../../../host/readers/pcsc.ts';
import { createSimulatedReaders, SIMULATED_READER } from '../../../host/readers/simulated.ts';
import type { CardConnection } from '../../../host/readers/reader.ts';
import { VIRTUAL_READERS } from '../../../host/testing/private-pcscd.ts';
import { fromBase64, toBase64 } from '../../../shared/base64.ts';
import { concatBytes, fromHex, toUtf8 } from '../../../shared/bytes.ts';

/** Milliseconds, and what came of them. */
export interface CardSigning {
  /** `beginSigning`: the password and the certificate behind it. */
  readonly beginMs: number;
  /** What the caller does in between. */
  readonly bindMs: number;
  /** `sign`: all signatures, and the card closed. */
  readonly signMs: number;
  readonly signatures: readonly Uint8Array[];
}

/**
 * The host in a process of its own, as for each prompt. Its start is not in the times.
 * @param bind gives digests of SHA-256 for the signer with this certificate (DER)
 */
export async function signByKazasu(
  world: World,
  bind: (certificate: Uint8Array) => Promise<readonly Uint8Array[]>,
): Promise<CardSigning> {
  const host = await startHost(world);
  const reader = await readerWithCard(host);
  await call(host, 'openCard', { reader, pin: 'digitalSignature' });
  const started = performance.now();
  const { certificate } = await call(host, 'beginSigning', { pin: SIMULATED_PASSWORD });
  const begun = performance.now();
  const digests = await bind(fromBase64(certificate));
  const bound = performance.now();
  const { signatures } = await call(host, 'sign', {
    digests: digests.map((digest) => ({ algorithm: 'SHA-256', value: toBase64(digest) })),
  });
  const signed = performance.now();
  await endHost(host);
  return {
    beginMs: begun - started,
    bindMs: bound - begun,
    signMs: signed - bound,
    signatures: signatures.map(fromBase64),
  };
}

export interface BareSigning {
  /** As many COMPUTE DIGITAL SIGNATURE as digests, one after the other, and nothing else. */
  readonly signaturesMs: number;
  /** The fewest commands that the card's interface allows from the password on, the certificate among them. */
  readonly allMs: number;
}

/** A bare loop over the connection that the host uses, in this process, which looks at nothing but the status word. */
export async function signBare(world: World, digests: readonly Uint8Array[]): Promise<BareSigning> {
  const connection = await connect(world);
  await send(connection, ['00A4040C0AD392F000260100000001', '00A4020C02001B']);
  const started = performance.now();
  await send(connection, [VERIFY, '00A4020C020001', ...READS, '00A4020C02001A']);
  const ready = performance.now();
  await send(connection, digests.map(computeDigitalSignature));
  const signed = performance.now();
  await connection.disconnect();
  return { signaturesMs: signed - ready, allMs: signed - started };
}

function connect(world: World): Promise<CardConnection> {
  if (world.cardPath === 'in-process') return createSimulatedReaders(world.env).connect(SIMULATED_READER);
  process.env['PCSCLITE_CSOCK_NAME'] = world.pcscd().socket;
  return createPcscReaders().connect(VIRTUAL_READERS[0]);
}

async function send(connection: CardConnection, commands: readonly (string | Uint8Array)[]): Promise<void> {
  for (const command of commands) {
    const response = await connection.transmit(typeof command === 'string' ? fromHex(command) : command);
    if (response.at(-2) !== 0x90) throw new Error('the card has refused');
  }
}

const password = toUtf8(SIMULATED_PASSWORD);
const VERIFY = concatBytes(fromHex('00200080'), Uint8Array.of(password.length), password);
/** A certificate of 1.6 KB: docs/card.md. */
const READS = Array.from({ length: 7 }, (_, block) => `00B0${block.toString(16).padStart(2, '0')}0000`);

function computeDigitalSignature(digest: Uint8Array): Uint8Array {
  const digestInfo = concatBytes(fromHex('3031300D060960864801650304020105000420'), digest);
  return concatBytes(fromHex('802A008033'), digestInfo, fromHex('00'));
}

import { createHash } from 'node:crypto';
import { SIMULATED_PIN } from '../../../e2e/harness/simulated-pin.ts';
import type { World } from '../../../e2e/harness/world.ts';
import { createPcscReaders } from '../../../host/readers/pcsc.ts';
import { VIRTUAL_READERS } from '../../../host/testing/private-pcscd.ts';
import { concatBytes, fromHex, toUtf8 } from '../../../shared/bytes.ts';
import { measure, type Session } from './session.ts';

const READ_BYTES = 256;

/**
 * The fewest commands that the card's interface allows for one log-in (docs/card.md, without short file identifiers),
 * sent by a bare loop that looks at nothing but the status word.
 */
export function shortestCommands(certificateBytes: number): readonly Uint8Array[] {
  const reads = Array.from({ length: Math.ceil(certificateBytes / READ_BYTES) }, (_, block) =>
    fromHex(`00B0${block.toString(16).padStart(2, '0')}0000`),
  );
  return [
    fromHex('00A4040C0AD392F000260100000001'), // SELECT the application
    fromHex('00A4020C02000A'), // SELECT the certificate
    ...reads,
    fromHex('00A4020C020018'), // SELECT the PIN
    fromHex('00200080'), // tries left
    concatBytes(fromHex('0020008004'), toUtf8(SIMULATED_PIN)), // VERIFY
    fromHex('00A4020C020017'), // SELECT the key
    concatBytes(fromHex('802A008033'), digestInfo(), fromHex('00')), // COMPUTE DIGITAL SIGNATURE
    fromHex('00A4040C07A0000001510000'), // SELECT another application
  ];
}

/** Over the connection that the host uses, in this process: from connecting to the unpowered card. */
export async function sendBare(world: World, commands: readonly Uint8Array[]): Promise<Session> {
  return measure(world, async () => {
    const started = performance.now();
    const connection = await createPcscReaders().connect(VIRTUAL_READERS[0]);
    for (const command of commands) {
      const response = await connection.transmit(command);
      if (response.at(-2) !== 0x90 && response.at(-2) !== 0x63) throw new Error('the card has refused');
    }
    await connection.disconnect();
    return performance.now() - started;
  });
}

function digestInfo(): Uint8Array {
  const digest = createHash('sha256').update('signed by a bare loop').digest();
  return concatBytes(fromHex('3031300D060960864801650304020105000420'), digest);
}

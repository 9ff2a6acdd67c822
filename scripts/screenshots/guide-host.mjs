// The simulated card as a real one would look, for the guide's pictures alone: nobody should learn from them that the
// banner of a simulated card is usual. The extension is the one that people have; what is changed is what it is told.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const HOST = fileURLToPath(new URL('../../dist/host/kazasu.js', import.meta.url));
const REAL = { simulated: '"simulated":false', reader: 'IC Card Reader 00' };
const SIMULATED = { simulated: '"simulated":true', reader: 'Kazasu Simulated Reader 00' };

const host = spawn(
  process.execPath,
  [HOST, 'native-messaging', '--simulated-card', ...process.argv.slice(2)],
  {
    stdio: ['pipe', 'pipe', 'inherit'],
  },
);
host.once('exit', (code) => process.exit(code ?? 1));
relay(process.stdin, host.stdin, (text) => text.replaceAll(REAL.reader, SIMULATED.reader));
relay(host.stdout, process.stdout, (text) =>
  text.replaceAll(SIMULATED.simulated, REAL.simulated).replaceAll(SIMULATED.reader, REAL.reader),
);

/** Native-messaging frames: a length of four bytes, then JSON. */
function relay(from, to, rewrite) {
  let pending = Buffer.alloc(0);
  from.on('data', (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 4 && pending.length >= 4 + pending.readUInt32LE()) {
      const end = 4 + pending.readUInt32LE();
      const body = Buffer.from(rewrite(pending.toString('utf8', 4, end)));
      const length = Buffer.alloc(4);
      length.writeUInt32LE(body.length);
      to.write(Buffer.concat([length, body]));
      pending = pending.subarray(end);
    }
  });
  from.on('end', () => to.end());
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { CHROMIUM_EXTENSION_IDS } from '../../manifests/identity.ts';
import { resolvePath } from '../root.ts';
import { compare, type Row } from './row.ts';

const RUNS = 21;
const HELLO = Buffer.from(
  JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'hello',
    params: { client: { name: 'bench', version: '0' }, protocol: { min: 1, max: 1 } },
  }),
);

/** From the start of the host's process to its reply to `hello`, against the start and end of an empty Node process. */
export async function benchHostStart(): Promise<readonly Row[]> {
  const figures = await compare(RUNS, startToHello, emptyNode);
  return [{ what: 'host: start to the reply to hello', floor: 'node -e 0', ...figures }];
}

async function startToHello(): Promise<number> {
  const started = performance.now();
  const host = spawn(
    process.execPath,
    [
      resolvePath('dist/host/kazasu.js'),
      'native-messaging',
      '--simulated-card',
      `chrome-extension://${CHROMIUM_EXTENSION_IDS[0]}/`,
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(HELLO.length);
  host.stdin.write(Buffer.concat([length, HELLO]));
  await once(host.stdout, 'data');
  const elapsed = performance.now() - started;
  host.stdin.end();
  await once(host, 'close');
  return elapsed;
}

async function emptyNode(): Promise<number> {
  const started = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'close');
  return performance.now() - started;
}

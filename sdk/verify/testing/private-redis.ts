/**
 * A redis-server of its own for a test: on a socket in a folder of its own, nothing on a network, nothing written to a
 * disk. Not published.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';

export interface PrivateRedis {
  /** Path of its Unix socket. */
  readonly socket: string;
  /** As if the machine had failed: no farewell, and all that it held is gone. */
  kill(): Promise<void>;
  /** It stays connected and answers nothing. */
  hang(): void;
  goOn(): void;
  /** After {@link kill}. */
  start(): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
}

/** Resolves when it serves clients. @throws Error that says what is not installed */
export async function startPrivateRedis(): Promise<PrivateRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'kazasu-redis-'));
  const socket = join(folder, 'redis.sock');
  let server: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    server = spawn('setpriv', ['--pdeathsig', 'KILL', 'redis-server', ...settings(folder, socket)]);
    await ready(server);
  };
  const kill = async (): Promise<void> => {
    if (server?.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  };
  const stop = async (): Promise<void> => {
    await kill();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  const hang = (): void => void server?.kill('SIGSTOP');
  const goOn = (): void => void server?.kill('SIGCONT');
  return { socket, kill, hang, goOn, start, stop };
}

function settings(folder: string, socket: string): string[] {
  return ['--port', '0', '--unixsocket', socket, '--dir', folder, '--save', '', '--appendonly', 'no'];
}

async function ready(server: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => {
      reject(
        new Error(`redis-server did not start; install redis-server if it is not there. It said:\n${said}`),
      );
    });
    for (const stream of [server.stdout, server.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (/ready to accept connections/iu.test(said)) resolve();
      });
    }
  });
}

export type PrivateRedisClient = ReturnType<typeof createPrivateClient>;

/** A client that tries again at once when its server is back. */
function createPrivateClient(socket: string) {
  return createClient({ socket: { path: socket, tls: false, reconnectStrategy: 20 } });
}

export async function connectTo({ socket }: Pick<PrivateRedis, 'socket'>): Promise<PrivateRedisClient> {
  const client = createPrivateClient(socket);
  // Without a listener an error, such as the end of the server, would end the test.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

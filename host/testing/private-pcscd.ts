/**
 * A pcscd of its own for a test, with vsmartcard's virtual reader (vpcd): no root, nobody else's readers, any number
 * at once. libpcsclite finds it by an environment variable that it reads once, so `env` must be set before that is
 * loaded. vpcd shows two slots; the second one, on the port after `vpcdPort`, mostly stays empty.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

export interface PrivatePcscd {
  /** Path of the socket on which it listens: PCSCLITE_CSOCK_NAME. */
  readonly socket: string;
  /** What a client of it has in its environment. */
  readonly env: { readonly PCSCLITE_CSOCK_NAME: string };
  /** TCP port on which vpcd waits for a virtual card (the first reader); the second reader's is the next one. */
  readonly vpcdPort: number;
  /** Ends the process; clients find nobody until `up`. */
  down(): Promise<void>;
  up(): Promise<void>;
  restart(): Promise<void>;
  /** Ends the process and removes its folder. */
  stop(): Promise<void>;
}

/** The names that pcscd gives to the two slots of vpcd. */
export const VIRTUAL_READERS = ['Virtual PCD 00 00', 'Virtual PCD 00 01'] as const;

const VPCD_DRIVER = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';

/** Resolves when it serves clients and vpcd waits for a card. @throws Error that says what is not installed */
export async function startPrivatePcscd(): Promise<PrivatePcscd> {
  if (!existsSync(VPCD_DRIVER)) throw new Error(`${VPCD_DRIVER} is missing: install vsmartcard-vpcd`);
  const folder = mkdtempSync(join(tmpdir(), 'kazasu-pcscd-'));
  const socket = join(folder, 'pcscd.comm');
  const vpcdPort = await freePortPair();
  writeReaderConfiguration(folder, vpcdPort);
  let daemon: ChildProcess | undefined;

  const up = async (): Promise<void> => {
    if (daemon !== undefined) return;
    daemon = await spawnPcscd(folder, socket);
    await ready(daemon);
  };
  const down = async (): Promise<void> => {
    await end(daemon);
    daemon = undefined;
  };
  const removeAtOnce = (): void => {
    daemon?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  // A test run that is given up leaves no process behind.
  process.once('exit', removeAtOnce);
  const stop = async (): Promise<void> => {
    await down();
    removeAtOnce();
    process.off('exit', removeAtOnce);
  };
  try {
    await up();
  } catch (error) {
    await stop();
    throw error;
  }
  const restart = async (): Promise<void> => {
    await down();
    await up();
  };
  return { socket, env: { PCSCLITE_CSOCK_NAME: socket }, vpcdPort, down, up, restart, stop };
}

/** Two neighbouring TCP ports that nobody listens on: vpcd takes one for each slot. */
async function freePortPair(): Promise<number> {
  for (;;) {
    const first = createServer();
    const port = await listen(first, 0);
    const second = createServer();
    const free = await listen(second, port + 1).then(
      () => true,
      () => false,
    );
    await Promise.all([first, second].map((server) => new Promise((closed) => server.close(closed))));
    if (free) return port;
  }
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port');
  return address.port;
}

/** reader.conf(5). The port is vpcd's CHANNELID. */
function writeReaderConfiguration(folder: string, port: number): void {
  const channel = `0x${port.toString(16).toUpperCase()}`;
  const lines = [
    'FRIENDLYNAME "Virtual PCD"',
    `DEVICENAME /dev/null:${channel}`,
    `LIBPATH ${VPCD_DRIVER}`,
    `CHANNELID ${channel}`,
  ];
  writeFileSync(join(folder, 'reader.conf'), `${lines.join('\n')}\n`);
}

/**
 * pcscd names its socket at compile time, and only root may write there. Started as systemd starts it, it takes a
 * listening socket as file descriptor 3 instead (sd_listen_fds(3)).
 */
async function spawnPcscd(folder: string, socket: string): Promise<ChildProcess> {
  const server = createServer();
  server.listen(`${socket}.tmp`);
  await once(server, 'listening');
  const script =
    'LISTEN_FDS=1 LISTEN_PID=$$ exec setpriv --pdeathsig KILL pcscd --foreground --info --config "$0"';
  const child = spawn('sh', ['-c', script, folder], {
    // Debian has it in /usr/sbin, which is in the path of root only.
    env: { ...process.env, PATH: [process.env['PATH'], '/usr/sbin'].join(delimiter) },
    stdio: ['ignore', 'pipe', 'pipe', descriptorOf(server)],
  });
  // Renamed, because close() removes the name under which it listened; and both at once, so that Node.js accepts nobody.
  renameSync(`${socket}.tmp`, socket);
  server.close();
  return child;
}

/** Node.js has the descriptor of a listening socket only in its private handle. */
function descriptorOf(server: Server): number {
  // No type knows _handle; that it is a number is checked.
  const { fd } = (server as unknown as { _handle: { fd: unknown } })._handle;
  if (typeof fd !== 'number') throw new TypeError('this Node.js shows no file descriptor of a server');
  return fd;
}

/** Readers of reader.conf are opened before pcscd says that it is ready. */
async function ready(daemon: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    daemon.once('error', reject);
    daemon.once('exit', () => {
      reject(new Error(`pcscd did not start; install pcscd if it is not there. It said:\n${said}`));
    });
    for (const stream of [daemon.stdout, daemon.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (/Open Port .* Failed/u.test(said)) reject(new Error(`vpcd has no port:\n${said}`));
        else if (said.includes('daemon ready')) resolve();
      });
    }
  });
}

const TERMINATION_LIMIT_MS = 3000;

async function end(daemon: ChildProcess | undefined): Promise<void> {
  if (daemon === undefined || daemon.exitCode !== null || daemon.signalCode !== null) return;
  const ended = once(daemon, 'exit');
  daemon.kill('SIGTERM');
  // It waits for a card that never answers.
  const timer = setTimeout(() => daemon.kill('SIGKILL'), TERMINATION_LIMIT_MS);
  await ended;
  clearTimeout(timer);
}

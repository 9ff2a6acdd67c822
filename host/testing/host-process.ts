/** The real host as its own process, spoken to as a browser does. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import * as v from 'valibot';
import { CHROMIUM_EXTENSION_IDS } from '../../manifests/identity.ts';
import { fromUtf8, toUtf8 } from '../../shared/bytes.ts';
import {
  FRAME_MAX_BYTES,
  type HostMethod,
  type HostParams,
  HOST_PROTOCOL,
  type RpcFromHost,
  rpcFromHostSchema,
} from '../../shared/host-protocol.ts';
import { FrameReader, LENGTH_BYTES, LITTLE_ENDIAN } from '../messaging/frame-reader.ts';

export const CHROMIUM_ARGUMENTS = [`chrome-extension://${CHROMIUM_EXTENSION_IDS[0]}/`];

export interface BuiltHost {
  readonly script: string;
  remove(): Promise<void>;
}

/**
 * Bundles host/main.ts, which starts ten times faster than through a loader.
 * @param pcsc whether it finds pcsclite, and so the readers of this machine
 */
export async function buildHost({ pcsc = false } = {}): Promise<BuiltHost> {
  const directory = await mkdtemp(join(tmpdir(), 'kazasu-host-'));
  if (pcsc) await symlink(fromRepository('node_modules'), join(directory, 'node_modules'));
  await writeFile(join(directory, 'package.json'), '{ "type": "module" }');
  await build({
    entryPoints: [{ in: fromRepository('host/main.ts'), out: 'kazasu' }],
    outdir: directory,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    // node-forge, which makes the simulator's test PKI, is CommonJS.
    banner: {
      js: "import { createRequire as nodeRequire } from 'node:module'; const require = nodeRequire(import.meta.url);",
    },
  });
  return { script: join(directory, 'kazasu.js'), remove: () => rm(directory, { recursive: true }) };
}

function fromRepository(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

export function frame(payload: Uint8Array): Buffer {
  return Buffer.concat([frameHeader(payload.length), payload]);
}

export function frameHeader(length: number): Buffer {
  const header = new DataView(new ArrayBuffer(LENGTH_BYTES));
  header.setUint32(0, length, LITTLE_ENDIAN);
  return Buffer.from(header.buffer);
}

export class HostProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #frames = new FrameReader(FRAME_MAX_BYTES.fromHost);
  readonly #exit: Promise<unknown[]>;
  #nextId = 1;
  readonly #arrivals = new EventEmitter();
  /** Every message so far. */
  readonly messages: RpcFromHost[] = [];
  stderr = '';

  constructor(script: string, args: readonly string[], env: NodeJS.ProcessEnv) {
    this.#child = spawn(process.execPath, [script, ...args], { env });
    this.#exit = once(this.#child, 'close');
    this.#child.stdout.on('data', (chunk: Uint8Array) => {
      for (const payload of this.#frames.push(chunk)) {
        this.messages.push(v.parse(rpcFromHostSchema, JSON.parse(fromUtf8(payload))));
      }
      this.#arrivals.emit('message');
    });
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    // A host that has ended already takes no more input.
    this.#child.stdin.on('error', () => undefined);
  }

  write(bytes: Uint8Array): void {
    this.#child.stdin.write(bytes);
  }

  /** Sends any JSON in a frame. */
  send(message: unknown): void {
    this.write(frame(toUtf8(JSON.stringify(message))));
  }

  /** Closes the host's standard input, as a browser does at the end of a port. */
  end(): void {
    this.#child.stdin.end();
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Resolves with the first message, past or to come, that matches. */
  async message(matches: (message: RpcFromHost) => boolean): Promise<RpcFromHost> {
    for (;;) {
      const found = this.messages.find(matches);
      if (found) return found;
      await once(this.#arrivals, 'message');
    }
  }

  /** Calls a method. @returns the id, and the answer */
  start<Method extends HostMethod>(
    method: Method,
    params: HostParams<Method>,
  ): { id: number; answer: Promise<RpcFromHost> } {
    const id = this.#nextId;
    this.#nextId += 1;
    this.send({ jsonrpc: '2.0', id, method, params });
    return { id, answer: this.message((message) => 'id' in message && message.id === id) };
  }

  call<Method extends HostMethod>(method: Method, params: HostParams<Method>): Promise<RpcFromHost> {
    return this.start(method, params).answer;
  }

  hello(): Promise<RpcFromHost> {
    return this.call('hello', { client: { name: 'test', version: '0' }, protocol: HOST_PROTOCOL });
  }

  /** The exit status; null when a signal ended it. */
  async exitCode(): Promise<unknown> {
    const [code] = await this.#exit;
    return code;
  }
}

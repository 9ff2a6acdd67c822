/** Starts {@link ./service-of-many-processes.ts} and speaks to it, over HTTP. Not published. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export interface ServiceSettings {
  readonly processes: number;
  /** Of Redis. */
  readonly socket: string;
  readonly timeLimitSeconds: number;
  readonly origin: string;
  readonly authority: { readonly certificate: string; readonly sha256: string };
  /** What the verifiers take for the present, in milliseconds since 1970. The nonces live by the system's clock. */
  readonly now: number;
}

export interface ServiceAnswer {
  readonly said: string;
  /** Which process said it. */
  readonly process: string;
}

export interface ManyProcesses {
  nonce(session: string): Promise<string>;
  logIn(token: string, session: string): Promise<ServiceAnswer>;
  stop(): Promise<void>;
}

/** As many as are under way at once. */
const CONNECTIONS = 128;

export async function startManyProcesses(settings: ServiceSettings): Promise<ManyProcesses> {
  const service = fork(fileURLToPath(new URL('./service-of-many-processes.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, KAZASU_TEST_SERVICE: JSON.stringify(settings) },
  });
  // That service writes exactly this message.
  const [{ port }] = (await Promise.race([
    once(service, 'message'),
    once(service, 'exit').then(() => Promise.reject(new Error('the service did not start'))),
  ])) as [{ port: number }];
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

  async function post(path: string, session: string, body = ''): Promise<ServiceAnswer> {
    const sent = request({ host: '127.0.0.1', port, path, agent, method: 'POST', headers: { session } });
    sent.end(body);
    // The only argument that the event has.
    const [response] = (await once(sent, 'response')) as [import('node:http').IncomingMessage];
    return { said: await text(response), process: String(response.headers['process']) };
  }

  return {
    nonce: async (session) => (await post('/nonce', session)).said,
    logIn: (token, session) => post('/login', session, token),
    async stop() {
      agent.destroy();
      const ended = once(service, 'exit');
      service.disconnect();
      await ended;
    },
  };
}

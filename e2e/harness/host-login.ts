/** A log-in, or another call, without a browser: the built host, spoken to as the prompt does. */
import { CHROMIUM_ARGUMENTS, HostProcess } from '../../host/testing/host-process.ts';
import { resolvePath } from '../../scripts/root.ts';
import type { HostMethod, HostParams, HostResult, ReaderStatus } from '../../shared/host-protocol.ts';
import { SIMULATED_PIN } from './simulated-pin.ts';
import { NONCE } from './site.ts';
import type { World } from './world.ts';

const SIMULATED_CARD_OPTION = '--simulated-card';

/** The host of a world as its browser would start it, greeted and watching its readers. */
export async function startHost({ cardPath, env }: World): Promise<HostProcess> {
  const option = cardPath === 'in-process' ? [SIMULATED_CARD_OPTION] : [];
  const script = resolvePath('dist/host/kazasu.js');
  const host = new HostProcess(script, ['native-messaging', ...option, ...CHROMIUM_ARGUMENTS], env);
  await host.hello();
  await host.call('watchReaders', {});
  return host;
}

/** As a browser ends its host. */
export async function endHost(host: HostProcess): Promise<void> {
  host.end();
  await host.exitCode();
}

/** The name of the first reader with a card, as soon as the host has told of one. */
export async function readerWithCard(host: HostProcess): Promise<string> {
  const told = await host.message(
    (message) => 'params' in message && cardReader(message.params) !== undefined,
  );
  return ('params' in told ? cardReader(told.params)?.name : undefined) ?? '';
}

/** @param params of readersChanged, which the host's own schema has made */
function cardReader(params: unknown): ReaderStatus | undefined {
  return (params as { readers: readonly ReaderStatus[] }).readers.find(({ state }) => state === 'card');
}

/** @returns the token */
export async function logIn(host: HostProcess, reader: string): Promise<string> {
  await call(host, 'openCard', { reader, pin: 'userAuthentication' });
  await call(host, 'readCertificate', { which: 'userAuthentication' });
  const { token } = await call(host, 'authenticate', {
    origin: 'https://shop.example',
    nonce: NONCE,
    pin: SIMULATED_PIN,
  });
  return token;
}

/** @throws Error for any answer but a result */
export async function call<Method extends HostMethod>(
  host: HostProcess,
  method: Method,
  params: HostParams<Method>,
): Promise<HostResult<Method>> {
  const answer = await host.call(method, params);
  if (!('result' in answer)) throw new Error(`${method}: ${JSON.stringify(answer)}`);
  return answer.result as HostResult<Method>; // the host's own schema has made it
}

import type { HostName } from '../../manifests/identity.ts';
import { type ErrorCode, errorCodeOf } from '../../shared/errors.ts';
import type { HostParams } from '../../shared/host-protocol.ts';
import { HostClient } from './host-client.ts';
import { connectNativePort } from './native-port.ts';

export type HostStatus =
  | { readonly kind: 'checking' }
  | { readonly kind: 'connected'; readonly version: string }
  | { readonly kind: 'problem'; readonly code: ErrorCode };

/** Starts the host, greets it and lets it go. */
export async function checkHost(name: HostName, client: HostParams<'hello'>['client']): Promise<HostStatus> {
  const end = new AbortController();
  const host = new HostClient(connectNativePort(name), { signal: end.signal });
  try {
    const { version } = await host.hello(client);
    return { kind: 'connected', version };
  } catch (error) {
    return { kind: 'problem', code: errorCodeOf(error) };
  } finally {
    end.abort();
  }
}

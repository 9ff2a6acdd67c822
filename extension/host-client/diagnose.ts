import { HOST_NAMES } from '../../manifests/identity.ts';
import type { Finding } from '../../shared/diagnosis.ts';
import { errorCodeOf } from '../../shared/errors.ts';
import type { HostParams } from '../../shared/host-protocol.ts';
import type { HostChoice } from './host-choice.ts';
import { HostClient } from './host-client.ts';
import { connectNativePort } from './native-port.ts';

/**
 * Asks every layer what it finds: this extension itself, then the host and all that is below it. Never rejects: a host
 * that cannot be asked is a finding.
 */
export async function diagnose(
  choice: HostChoice,
  client: HostParams<'hello'>['client'],
): Promise<Finding[]> {
  const findings: Finding[] = [{ code: 'extension-version', subject: client.version }];
  if (choice === 'simulator') findings.push({ code: 'simulator-chosen' });
  const end = new AbortController();
  try {
    const host = new HostClient(connectNativePort(HOST_NAMES[choice]), { signal: end.signal });
    await host.hello(client);
    const { findings: ofHost } = await host.call('diagnose', {});
    findings.push(...ofHost);
  } catch (error) {
    findings.push({ code: 'helper-unreachable', subject: errorCodeOf(error) });
  } finally {
    end.abort();
  }
  return findings;
}

import { browser } from 'wxt/browser';
import type { HostParams } from '../../shared/host-protocol.ts';

/** Who the host is told is calling. */
export function clientIdentity(): HostParams<'hello'>['client'] {
  return { name: 'Kazasu extension', version: browser.runtime.getManifest().version };
}

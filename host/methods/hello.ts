import { version } from '../../package.json';
import { KazasuError } from '../../shared/errors.ts';
import { HOST_METHODS, HOST_PROTOCOL, type HostParams, type HostResult } from '../../shared/host-protocol.ts';
import type { Host } from './host.ts';

/** Agrees on the highest protocol version in common. @throws `host-incompatible` */
export function hello(
  { readers }: Pick<Host, 'readers'>,
  { protocol }: HostParams<'hello'>,
): HostResult<'hello'> {
  const highest = Math.min(protocol.max, HOST_PROTOCOL.max);
  if (!Number.isInteger(highest) || highest < Math.max(protocol.min, HOST_PROTOCOL.min)) {
    throw new KazasuError('host-incompatible');
  }
  return {
    name: 'kazasu-host',
    version,
    protocol: highest,
    capabilities: Object.keys(HOST_METHODS),
    simulated: readers.simulated,
  };
}

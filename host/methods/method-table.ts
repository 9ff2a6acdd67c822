import type { MethodHandlers } from '../messaging/dispatcher.ts';
import { authenticate } from './authenticate.ts';
import { closeCard } from './close-card.ts';
import { hello } from './hello.ts';
import type { Host } from './host.ts';
import { openCard } from './open-card.ts';
import { readCertificate } from './read-certificate.ts';
import { watchReaders } from './watch-readers.ts';

/** Every method of the protocol, one file each. */
export function methodTable(host: Host): MethodHandlers {
  return {
    hello: (params) => hello(host, params),
    watchReaders: (_params, call) => watchReaders(host, call),
    openCard: (params, call) => openCard(host, params, call),
    readCertificate: (_params, call) => readCertificate(host, call),
    authenticate: (params, call) => authenticate(host, params, call),
    closeCard: () => closeCard(host),
  };
}

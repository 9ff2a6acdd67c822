import type { MethodHandlers } from '../messaging/dispatcher.ts';
import { authenticate } from './authenticate.ts';
import { beginSigning } from './begin-signing.ts';
import { changePin } from './change-pin.ts';
import { closeCard } from './close-card.ts';
import { diagnose } from './diagnose.ts';
import { hello } from './hello.ts';
import type { Host } from './host.ts';
import { inspectCard } from './inspect-card.ts';
import { openCard } from './open-card.ts';
import { readAttributes } from './read-attributes.ts';
import { readCertificate } from './read-certificate.ts';
import { sign } from './sign.ts';
import { watchReaders } from './watch-readers.ts';

/** Every method of the protocol, one file each. */
export function methodTable(host: Host): MethodHandlers {
  return {
    hello: (params) => hello(host, params),
    watchReaders: (_params, call) => watchReaders(host, call),
    openCard: (params, call) => openCard(host, params, call),
    inspectCard: (params, call) => inspectCard(host, params, call),
    readCertificate: (params, call) => readCertificate(host, params, call),
    authenticate: (params, call) => authenticate(host, params, call),
    beginSigning: (params, call) => beginSigning(host, params, call),
    sign: (params, call) => sign(host, params, call),
    readAttributes: (params, call) => readAttributes(host, params, call),
    changePin: (params, call) => changePin(host, params, call),
    diagnose: (_params, call) => diagnose(host, call),
    closeCard: () => closeCard(host),
  };
}

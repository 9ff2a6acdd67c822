import { KazasuError } from '../../shared/errors.ts';
import type { ReaderSystem } from './reader.ts';

/**
 * No readers: what a build without an adapter for PC/SC has. It says so at every call, because an empty list of
 * readers would send the person looking for a cable.
 */
export const noReaders: ReaderSystem = {
  simulated: false,
  watch: () => Promise.reject(new KazasuError('pcsc-unavailable', 'built without PC/SC')),
  connect: () => Promise.reject(new KazasuError('pcsc-unavailable', 'built without PC/SC')),
};

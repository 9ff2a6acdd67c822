import { describe, expect, it } from 'vitest';
import { isServiceGone, PCSC_ERRORS, pcscError } from './pcsc-errors.ts';

describe('pcscError', () => {
  it.each([
    ['SCardConnect error: No smart card inserted.(0x8010000c)', 'card-absent', 'card-removed'],
    ['SCardConnect error: Sharing violation.(0x8010000b)', 'card-in-use', 'transmission-failed'],
    ['SCardTransmit error: Card was removed.(0x80100069)', 'card-absent', 'card-removed'],
    ['SCardTransmit error: Transaction failed.(0x80100016)', 'transmission-failed', 'transmission-failed'],
    [
      'SCardEstablishContext error: Service not available.(0x8010001d)',
      'pcsc-unavailable',
      'pcsc-unavailable',
    ],
    [
      'SCardTransmit error: Unknown error: 0x801000FF(0x801000ff)',
      'transmission-failed',
      'transmission-failed',
    ],
    ['no value at all', 'transmission-failed', 'transmission-failed'],
  ])('%s', (message, onConnect, onTransmit) => {
    expect(pcscError('onConnect', new Error(message)).code).toBe(onConnect);
    expect(pcscError('onTransmit', new Error(message)).code).toBe(onTransmit);
  });

  it.each([
    ['0x8010001d', true], // SCARD_E_NO_SERVICE
    ['0x80100013', true], // SCARD_F_COMM_ERROR, with a pcscd that has gone
    ['0x80100009', false], // SCARD_E_UNKNOWN_READER
    ['0x80100017', false], // SCARD_E_READER_UNAVAILABLE
  ])('of %s says whether pcscd has gone: %s', (value, isGone) => {
    expect(isServiceGone(new Error(`SCardGetStatusChange error: something.(${value})`))).toBe(isGone);
  });

  it('finds every row by its value', () => {
    for (const { value, onConnect, onTransmit } of Object.values(PCSC_ERRORS)) {
      const cause = new Error(`SCardX error: something.(0x${value.toString(16)})`);
      expect(pcscError('onConnect', cause)).toMatchObject({ code: onConnect, cause });
      expect(pcscError('onTransmit', cause)).toMatchObject({ code: onTransmit, cause });
    }
  });
});

import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { toUtf8 } from '../../shared/bytes.ts';
import { ERROR_CODES, KazasuError } from '../../shared/errors.ts';
import { rpcFromHostSchema } from '../../shared/host-protocol.ts';
import { errorResponse, parseRpcRequest } from './json-rpc.ts';

const request = { jsonrpc: '2.0', id: 1, method: 'hello', params: { a: 1 } };

describe('parseRpcRequest', () => {
  it('reads a request and overwrites its bytes', () => {
    const payload = toUtf8(JSON.stringify(request));
    expect(parseRpcRequest(payload)).toEqual(request);
    expect(payload.every((byte) => byte === 0)).toBe(true);
  });

  it('takes absent params for none', () => {
    expect(parseRpcRequest(toUtf8('{"jsonrpc":"2.0","method":"x"}'))).toEqual({
      jsonrpc: '2.0',
      method: 'x',
      params: {},
    });
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['half of an object', toUtf8('{"jsonrpc":"2.0"')],
    ['two values', toUtf8('{} {}')],
    ['a byte order mark', toUtf8('\ufeff{}')],
    ['invalid UTF-8', Uint8Array.of(0x22, 0xff, 0x22)],
    ['an overlong encoding', Uint8Array.of(0x22, 0xc0, 0xaf, 0x22)],
    ['a surrogate', Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22)],
    ['arrays as deep as a frame is long', toUtf8('['.repeat(256 * 1024))],
  ])('calls %s a parse error and overwrites it', (_, payload) => {
    expect(() => parseRpcRequest(payload)).toThrow(expect.objectContaining({ code: 'parse-error' }));
    expect(payload.every((byte) => byte === 0)).toBe(true);
  });

  it.each([
    ['a batch', [request]],
    ['an empty batch', []],
    ['a string', 'hello'],
    ['null', null],
    ['another version', { ...request, jsonrpc: '1.0' }],
    ['an unknown key', { ...request, extra: true }],
    ['a string as id', { ...request, id: '1' }],
    ['a negative id', { ...request, id: -1 }],
    ['null as id', { ...request, id: null }],
    ['a method that is no string', { ...request, method: 1 }],
    ['a method without end', { ...request, method: 'x'.repeat(129) }],
  ])('refuses %s', (_, value) => {
    expect(() => parseRpcRequest(toUtf8(JSON.stringify(value)))).toThrow(
      expect.objectContaining({ code: 'invalid-rpc' }),
    );
  });

  it('quotes nothing of what it refuses, PINs least of all', () => {
    const payloads = ['{"pin":"4649"', '{"pin":"4649"}', '["4649"]', '"4649"'];
    for (const payload of payloads) {
      const error = catchError(() => parseRpcRequest(toUtf8(payload)));
      expect(describeDeeply(error)).not.toContain('4649');
    }
  });
});

describe('errorResponse', () => {
  it.each(ERROR_CODES)('of %s is one that the extension reads', (code) => {
    const response = errorResponse(7, new KazasuError(code, 'secret', { cause: new Error('secret') }));
    expect(v.parse(rpcFromHostSchema, response)).toEqual(response);
    expect(JSON.stringify(response)).not.toContain('secret');
  });

  it('says how many tries are left', () => {
    const error = new KazasuError('wrong-pin', 'wrong', { detail: { triesLeft: 2 } });
    expect(errorResponse(7, error)).toEqual({
      jsonrpc: '2.0',
      id: 7,
      error: { code: -32000, message: 'wrong-pin', data: { code: 'wrong-pin', triesLeft: 2 } },
    });
  });

  it.each([
    ['parse-error', -32700],
    ['frame-too-large', -32700],
    ['invalid-rpc', -32600],
    ['method-not-found', -32601],
    ['invalid-params', -32602],
    ['internal', -32603],
  ] as const)('gives %s the number of JSON-RPC', (code, number) => {
    expect(errorResponse(null, new KazasuError(code))).toMatchObject({ id: null, error: { code: number } });
  });

  it.each([[new TypeError('secret')], ['secret'], [undefined]])('calls anything else internal', (thrown) => {
    expect(errorResponse(1, thrown)).toEqual({
      jsonrpc: '2.0',
      id: 1,
      error: { code: -32603, message: 'internal', data: { code: 'internal' } },
    });
  });
});

function catchError(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

/** Everything that a careless logger could print of an error. */
function describeDeeply(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error);
  return [error.message, error.stack, JSON.stringify(error), describeDeeply(error.cause ?? null)].join('\n');
}

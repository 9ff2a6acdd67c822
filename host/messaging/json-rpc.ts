import * as v from 'valibot';
import { type Bytes, fromUtf8 } from '../../shared/bytes.ts';
import { errorCodeOf, type ErrorCode, KazasuError } from '../../shared/errors.ts';
import {
  RPC_APPLICATION_ERROR,
  RPC_ERROR_NUMBER,
  type RpcFromHost,
  type RpcRequest,
  rpcRequestSchema,
} from '../../shared/host-protocol.ts';

/**
 * Reads one JSON-RPC 2.0 request or notification and overwrites the bytes, which may hold a PIN.
 * The string inside the JSON cannot be overwritten in JavaScript; it lives until the garbage collector takes it.
 * @throws `parse-error` for what is not JSON in UTF-8, `invalid-rpc` for other JSON, batches included
 */
export function parseRpcRequest(payload: Bytes): RpcRequest {
  const parsed = v.safeParse(rpcRequestSchema, parseJson(payload));
  // The issues quote what they found, so they go no further.
  if (!parsed.success) throw new KazasuError('invalid-rpc');
  return parsed.output;
}

/** @param id null when the request could not be read (JSON-RPC 2.0 section 5) */
export function errorResponse(id: number | null, thrown: unknown): RpcFromHost {
  const code = errorCodeOf(thrown);
  const triesLeft = thrown instanceof KazasuError ? thrown.detail.triesLeft : undefined;
  const data = triesLeft === undefined ? { code } : { code, triesLeft };
  // The message is the code again: a text of its own could quote what was asked, and a PIN with it.
  return { jsonrpc: '2.0', id, error: { code: errorNumber(code), message: code, data } };
}

function parseJson(payload: Bytes): unknown {
  try {
    return JSON.parse(fromUtf8(payload)) as unknown;
  } catch {
    // V8's SyntaxError quotes the text, so it is not kept as a cause.
    throw new KazasuError('parse-error');
  } finally {
    payload.fill(0);
  }
}

function errorNumber(code: ErrorCode): number {
  const numbers: Partial<Record<ErrorCode, number>> = RPC_ERROR_NUMBER;
  return numbers[code] ?? RPC_APPLICATION_ERROR;
}

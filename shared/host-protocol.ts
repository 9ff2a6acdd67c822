/**
 * Prompt ↔ host: JSON-RPC 2.0 in native-messaging frames. docs/protocol.md, section 4.
 * One map holds the request and the response of each method, so that client and dispatcher are typed from one table.
 */
import * as v from 'valibot';
import { ERROR_CODES } from './errors.ts';
import { PIN } from './jpki.ts';
import { isAskingOrigin } from './origin.ts';
import { authenticateResultSchema, nonceSchema } from './page-protocol.ts';

/** Versions of this protocol that this build speaks. A host and an extension agree on the highest in common. */
export const HOST_PROTOCOL = { min: 1, max: 1 } as const;

/** Bytes of JSON in one frame. Browsers allow far more to the host; from the host both allow 1 MiB. */
export const FRAME_MAX_BYTES = { toHost: 256 * 1024, fromHost: 1024 * 1024 } as const;

const PIN_MAX_LENGTH = PIN.digitalSignature.maxLength;
const shortText = v.pipe(v.string(), v.maxLength(128));
/** PC/SC reader names have up to MAX_READERNAME = 128 octets (pcsclite.h). */
const readerName = v.pipe(v.string(), v.minLength(1), v.maxLength(128));
const triesLeft = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(15));
const isoDate = v.pipe(v.string(), v.isoTimestamp());
const noParams = v.strictObject({});
const nothing = v.strictObject({});

export const READER_STATES = ['empty', 'card', 'unsupported-card', 'in-use', 'mute'] as const;
export const readerSchema = v.strictObject({ name: readerName, state: v.picklist(READER_STATES) });
export type ReaderStatus = v.InferOutput<typeof readerSchema>;

/** Card kinds that the host tells apart. */
export const CARD_KINDS = ['individual-number-card'] as const;

export const HOST_METHODS = {
  /** The first call. Fails with `host-incompatible` when the protocol ranges do not meet. */
  hello: {
    params: v.strictObject({
      client: v.strictObject({ name: shortText, version: shortText }),
      protocol: v.strictObject({ min: v.number(), max: v.number() }),
    }),
    result: v.strictObject({
      name: shortText,
      version: shortText,
      protocol: v.number(),
      capabilities: v.pipe(v.array(shortText), v.maxLength(32)),
      simulated: v.boolean(),
    }),
  },
  /** Afterwards `readersChanged` comes at once and on every change. */
  watchReaders: { params: noParams, result: nothing },
  /** Connects exclusively and reads what is free to read: tries left before anything is tried. */
  openCard: {
    params: v.strictObject({ reader: readerName }),
    result: v.strictObject({
      kind: v.picklist(CARD_KINDS),
      triesLeft: v.strictObject({
        userAuthentication: triesLeft,
        /** Absent on a card without a signature certificate (holders under 15). */
        digitalSignature: v.optional(triesLeft),
      }),
    }),
  },
  /** A certificate that the card gives freely. The host keeps it for the signature that follows. */
  readCertificate: {
    params: v.strictObject({ which: v.literal('userAuthentication') }),
    result: v.strictObject({
      /** DER, base64 */
      certificate: v.pipe(v.string(), v.base64(), v.maxLength(8192)),
      notBefore: isoDate,
      notAfter: isoDate,
    }),
  },
  /** VERIFY and sign in one go; afterwards the card is powered down and closed. Wrong PIN: it stays open. */
  authenticate: {
    params: v.strictObject({
      origin: v.pipe(v.string(), v.check(isAskingOrigin)),
      nonce: nonceSchema,
      /** Its form is the card layer's business, which answers `pin-malformed`. */
      pin: v.pipe(v.string(), v.maxLength(PIN_MAX_LENGTH)),
    }),
    result: authenticateResultSchema,
  },
  /** Powers the card down. Closing a card that is not open is no error. */
  closeCard: { params: noParams, result: nothing },
} as const;

export type HostMethod = keyof typeof HOST_METHODS;
export type HostParams<Method extends HostMethod> = v.InferOutput<(typeof HOST_METHODS)[Method]['params']>;
export type HostResult<Method extends HostMethod> = v.InferOutput<(typeof HOST_METHODS)[Method]['result']>;

export const HOST_NOTIFICATIONS = {
  /** Host → extension: all readers, in the order of PC/SC. */
  readersChanged: v.strictObject({ readers: v.pipe(v.array(readerSchema), v.maxLength(32)) }),
} as const;

/** Extension → host notification: gives up the request with this id. (The name is the Language Server Protocol's.) */
export const CANCEL_METHOD = '$/cancelRequest';
export const cancelParamsSchema = v.strictObject({ id: v.pipe(v.number(), v.integer()) });

/** JSON-RPC 2.0 section 5.1; application errors share one number and are told apart by `data.code`. */
export const RPC_ERROR_NUMBER = {
  'parse-error': -32700,
  'frame-too-large': -32700,
  'invalid-rpc': -32600,
  'method-not-found': -32601,
  'invalid-params': -32602,
  internal: -32603,
} as const;
export const RPC_APPLICATION_ERROR = -32000;

const rpcId = v.pipe(v.number(), v.integer(), v.minValue(0));

export const rpcRequestSchema = v.strictObject({
  jsonrpc: v.literal('2.0'),
  /** Absent in a notification. */
  id: v.optional(rpcId),
  method: shortText,
  params: v.optional(v.looseObject({}), {}),
});
export type RpcRequest = v.InferOutput<typeof rpcRequestSchema>;

export const rpcErrorSchema = v.strictObject({
  code: v.number(),
  message: v.pipe(v.string(), v.maxLength(256)),
  data: v.strictObject({ code: v.picklist(ERROR_CODES), triesLeft: v.optional(triesLeft) }),
});

/** What the host sends: a response, an error (id null when the request could not be read), or a notification. */
export const rpcFromHostSchema = v.union([
  v.strictObject({ jsonrpc: v.literal('2.0'), id: rpcId, result: v.unknown() }),
  v.strictObject({ jsonrpc: v.literal('2.0'), id: v.nullable(rpcId), error: rpcErrorSchema }),
  v.strictObject({ jsonrpc: v.literal('2.0'), method: shortText, params: v.unknown() }),
]);
export type RpcFromHost = v.InferOutput<typeof rpcFromHostSchema>;

/**
 * Prompt ↔ host: JSON-RPC 2.0 in native-messaging frames. docs/protocol.md, section 4.
 * One map holds the request and the response of each method, so that client and dispatcher are typed from one table.
 */
import * as v from 'valibot';
import { readAttributesResultSchema } from './attributes.ts';
import { findingSchema } from './diagnosis.ts';
import { ERROR_CODES } from './errors.ts';
import { ATTRIBUTES, CERTIFICATE_KINDS, DIGEST_ALGORITHMS, PIN, PIN_KINDS } from './jpki.ts';
import { isAskingOrigin } from './origin.ts';
import { authenticateResultSchema, nonceSchema } from './page-protocol.ts';
import { MAX_DOCUMENTS } from './signing.ts';

/** Versions of this protocol that this build speaks. A host and an extension agree on the highest in common. */
export const HOST_PROTOCOL = { min: 1, max: 1 } as const;

/** Bytes of JSON in one frame. Browsers allow far more to the host; from the host both allow 1 MiB. */
export const FRAME_MAX_BYTES = { toHost: 256 * 1024, fromHost: 1024 * 1024 } as const;

/**
 * Milliseconds that the host gives a card to answer: to be powered up, for one command, or to lose its power. A card signs
 * in less than a second; a reader that waits for it gives up after a few.
 */
export const CARD_ANSWER_LIMIT_MS = 10_000;

const PIN_MAX_LENGTH = PIN.digitalSignature.maxLength;
const shortText = v.pipe(v.string(), v.maxLength(128));
/** PC/SC reader names have up to MAX_READERNAME = 128 octets (pcsclite.h). */
const readerName = v.pipe(v.string(), v.minLength(1), v.maxLength(128));
const triesLeft = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(15));
const isoDate = v.pipe(v.string(), v.isoTimestamp());
/** DER, base64 */
const certificate = v.pipe(v.string(), v.base64(), v.maxLength(8192));
/** Its form is the card layer's business, which answers `pin-malformed`. */
const pin = v.pipe(v.string(), v.maxLength(PIN_MAX_LENGTH));
const noParams = v.strictObject({});
const nothing = v.strictObject({});

export const READER_PROBLEMS = ['pcsc-not-installed', 'pcsc-unavailable'] as const;
export type ReaderProblem = (typeof READER_PROBLEMS)[number];
export const READER_STATES = ['empty', 'card', 'unsupported-card', 'in-use', 'mute'] as const;
export const readerSchema = v.strictObject({ name: readerName, state: v.picklist(READER_STATES) });
export type ReaderStatus = v.InferOutput<typeof readerSchema>;

/** Card kinds that the host tells apart: the card itself, and the application in a smartphone. */
export const CARD_KINDS = ['individual-number-card', 'android', 'iphone'] as const;
export type CardKind = (typeof CARD_KINDS)[number];

/** What is to be seen of a holder's certificate: there, there behind its password, or never issued. */
export const CERTIFICATE_STATES = ['readable', 'protected', 'missing'] as const;

/**
 * Milliseconds between the answer to `beginSigning` and `sign`: as long as the containers of a hundred large documents take
 * on a slow machine. A card that nobody signs with by then is closed.
 */
export const SIGNING_LIMIT_MS = 60_000;

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
  /** Connects exclusively and reads the tries left for the PIN that is going to be asked for, before anything is tried. */
  openCard: {
    params: v.strictObject({ reader: readerName, pin: v.picklist(PIN_KINDS) }),
    result: v.strictObject({ triesLeft }),
  },
  /** Everything that the card says without a PIN. Afterwards it is closed. */
  inspectCard: {
    params: v.strictObject({ reader: readerName }),
    result: v.strictObject({
      kind: v.picklist(CARD_KINDS),
      /** Absent for a PIN that the card does not have. */
      triesLeft: v.strictObject({
        userAuthentication: v.optional(triesLeft),
        digitalSignature: v.optional(triesLeft),
        cardInfoInput: v.optional(triesLeft),
      }),
      certificates: v.strictObject({
        userAuthentication: v.strictObject({
          state: v.picklist(CERTIFICATE_STATES),
          validity: v.optional(v.strictObject({ notBefore: isoDate, notAfter: isoDate })),
        }),
        /** Its dates stand behind its password. */
        digitalSignature: v.strictObject({ state: v.picklist(CERTIFICATE_STATES) }),
      }),
      simulated: v.boolean(),
    }),
  },
  /**
   * A certificate of the open card. The host keeps the user-authentication certificate for the signature that follows.
   * With the signature password, for the one that it protects, the card is closed afterwards.
   */
  readCertificate: {
    params: v.variant('which', [
      v.strictObject({ which: v.picklist(CERTIFICATE_KINDS.filter((kind) => kind !== 'digitalSignature')) }),
      v.strictObject({ which: v.literal('digitalSignature'), pin }),
    ]),
    result: v.strictObject({
      certificate,
      notBefore: isoDate,
      notAfter: isoDate,
      /** Issued by a test authority, as every simulated card's is, whatever the reader. */
      simulated: v.boolean(),
    }),
  },
  /** VERIFY and sign in one go; afterwards the card is powered down and closed. Wrong PIN: it stays open. */
  authenticate: {
    params: v.strictObject({
      origin: v.pipe(v.string(), v.check(isAskingOrigin)),
      nonce: nonceSchema,
      pin,
    }),
    result: authenticateResultSchema,
  },
  /**
   * VERIFY of the signature password, once, and the certificate behind it, which a signature names before it is made. The
   * card stays open and verified for `sign`, at most {@link SIGNING_LIMIT_MS}. Wrong password: it stays open, unverified.
   */
  beginSigning: {
    params: v.strictObject({ pin }),
    result: v.strictObject({
      certificate,
      notBefore: isoDate,
      notAfter: isoDate,
      /** Issued by a test authority, as every simulated card's is, whatever the reader. */
      simulated: v.boolean(),
    }),
  },
  /** After `beginSigning`: a signature for each digest (RSASSA-PKCS1-v1_5). Closes as above. */
  sign: {
    params: v.strictObject({
      digests: v.pipe(
        v.array(
          v.strictObject({
            algorithm: v.picklist(DIGEST_ALGORITHMS),
            /** base64 */
            value: v.pipe(v.string(), v.base64(), v.maxLength(88)),
          }),
        ),
        v.minLength(1),
        v.maxLength(MAX_DOCUMENTS),
      ),
    }),
    result: v.strictObject({
      /** base64, in the order of the digests */
      signatures: v.pipe(
        v.array(v.pipe(v.string(), v.base64(), v.maxLength(1024))),
        v.maxLength(MAX_DOCUMENTS),
      ),
    }),
  },
  /** The four attributes of 券面事項入力補助AP by its own PIN; those asked for and no others. Closes as above. */
  readAttributes: {
    params: v.strictObject({
      pin,
      attributes: v.pipe(v.array(v.picklist(ATTRIBUTES)), v.minLength(1), v.maxLength(ATTRIBUTES.length)),
    }),
    result: readAttributesResultSchema,
  },
  /** VERIFY of the present PIN, then CHANGE REFERENCE DATA. Both forms are checked before anything is sent. Closes as above. */
  changePin: {
    params: v.strictObject({ which: v.picklist(PIN_KINDS), pin, newPin: pin }),
    result: v.strictObject({ triesLeft }),
  },
  /** Looks at every layer below the extension: installation, PC/SC, readers, cards. It closes a card that is open. */
  diagnose: {
    params: noParams,
    result: v.strictObject({ findings: v.pipe(v.array(findingSchema), v.maxLength(256)) }),
  },
  /** Powers the card down. Closing a card that is not open is no error. */
  closeCard: { params: noParams, result: nothing },
} as const;

export type HostMethod = keyof typeof HOST_METHODS;
export type HostParams<Method extends HostMethod> = v.InferOutput<(typeof HOST_METHODS)[Method]['params']>;
export type HostResult<Method extends HostMethod> = v.InferOutput<(typeof HOST_METHODS)[Method]['result']>;

export const HOST_NOTIFICATIONS = {
  /** Host → extension: all readers, in the order of PC/SC. */
  readersChanged: v.strictObject({
    readers: v.pipe(v.array(readerSchema), v.maxLength(32)),
    /** Why no readers can be seen; it may pass by itself. */
    problem: v.optional(v.picklist(READER_PROBLEMS)),
  }),
} as const;

export type ReadersChanged = v.InferOutput<(typeof HOST_NOTIFICATIONS)['readersChanged']>;

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

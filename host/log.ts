/**
 * What the host writes to stderr, which Firefox copies into its browser console: nothing that came from outside.
 *
 * An event has a name from {@link EVENTS} and fields of the kinds in {@link FIELD_KINDS}: none of them can hold free
 * text, so no PIN, parameter, APDU or reader-supplied byte can be logged, not even by a mistake that gets past the types.
 */
import { ERROR_CODES, type ErrorCode } from '../shared/errors.ts';
import { HOST_METHODS, type HostMethod } from '../shared/host-protocol.ts';

export const EVENTS = {
  'host-started': { level: 'debug', fields: { simulated: 'flag' } },
  'host-crashed': { level: 'warning', fields: {} },
  'caller-refused': { level: 'warning', fields: {} },
  'frame-refused': { level: 'warning', fields: { code: 'code' } },
  'call-answered': { level: 'debug', fields: { method: 'method', milliseconds: 'count' } },
  'call-failed': { level: 'debug', fields: { method: 'method', code: 'code' } },
  'call-crashed': { level: 'warning', fields: { method: 'method' } },
  'readers-changed': { level: 'debug', fields: { readers: 'count' } },
  'watch-failed': { level: 'warning', fields: { code: 'code' } },
  'apdu-exchanged': { level: 'debug', fields: { ins: 'byte', sw: 'sw', milliseconds: 'count' } },
  'card-opened': { level: 'debug', fields: {} },
  'card-closed': { level: 'debug', fields: {} },
  'card-clear-failed': { level: 'debug', fields: { code: 'code' } },
  'card-left-hanging': { level: 'warning', fields: {} },
} as const satisfies Record<string, EventRow>;

export type EventName = keyof typeof EVENTS;
type Fields<Name extends EventName> = {
  readonly [Field in keyof (typeof EVENTS)[Name]['fields']]: FieldValue<
    (typeof EVENTS)[Name]['fields'][Field] & FieldKind
  >;
};
export type Log = <Name extends EventName>(name: Name, fields: Fields<Name>) => void;

/**
 * @param environment `KAZASU_LOG=debug` shows every event; otherwise warnings only
 * @param write takes one line without its end
 */
export function createLog(environment: NodeJS.ProcessEnv, write: (line: string) => void): Log {
  const debug = environment['KAZASU_LOG'] === 'debug';
  return (name, fields) => {
    const event: EventRow = EVENTS[name];
    if (event.level === 'debug' && !debug) return;
    write(['kazasu:', event.level, name, ...formatFields(event, fields)].join(' '));
  };
}

interface EventRow {
  readonly level: 'debug' | 'warning';
  readonly fields: Readonly<Record<string, FieldKind>>;
}

/** Spells a value of each kind; whatever is not one becomes `?`. */
const FIELD_KINDS = {
  code: (value) => ERROR_CODES.find((code) => code === value),
  method: (value) => Object.keys(HOST_METHODS).find((method) => method === value),
  flag: (value) => (typeof value === 'boolean' ? String(value) : undefined),
  count: (value) => (isUnsigned(value, 0xffffffff) ? String(value) : undefined),
  byte: (value) => (isUnsigned(value, 0xff) ? hex(value, 2) : undefined),
  sw: (value) => (isUnsigned(value, 0xffff) ? hex(value, 4) : undefined),
} as const satisfies Record<string, (value: unknown) => string | undefined>;

type FieldKind = keyof typeof FIELD_KINDS;
type FieldValue<Kind extends FieldKind> = {
  code: ErrorCode;
  method: HostMethod;
  flag: boolean;
  count: number;
  byte: number;
  sw: number;
}[Kind];

/** Only the fields that the table knows are looked at. */
function formatFields(event: EventRow, fields: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(event.fields).map(
    ([field, kind]) => `${field}=${FIELD_KINDS[kind](fields[field]) ?? '?'}`,
  );
}

function isUnsigned(value: unknown, max: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max;
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}

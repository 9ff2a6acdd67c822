import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLog, EVENTS, type EventName, type Log } from './log.ts';

const PIN = '4649';

function lines(work: (log: Log) => void, env: NodeJS.ProcessEnv = { KAZASU_LOG: 'debug' }): string[] {
  const written: string[] = [];
  work(createLog(env, (line) => written.push(line)));
  return written;
}

describe('createLog', () => {
  it('writes one line for an event, with its fields', () => {
    const written = lines((log) => {
      log('call-failed', { method: 'authenticate', code: 'wrong-pin' });
      log('apdu-exchanged', { ins: 0x20, sw: 0x63c2, milliseconds: 12 });
      log('host-started', { simulated: true });
    });
    expect(written).toEqual([
      'kazasu: debug call-failed method=authenticate code=wrong-pin',
      'kazasu: debug apdu-exchanged ins=20 sw=63C2 milliseconds=12',
      'kazasu: debug host-started simulated=true',
    ]);
  });

  it.each([[{}], [{ KAZASU_LOG: '' }], [{ KAZASU_LOG: '1' }]])('writes warnings only with %j', (env) => {
    const written = lines((log) => {
      log('host-started', { simulated: false });
      log('caller-refused', {});
    }, env);
    expect(written).toEqual(['kazasu: warning caller-refused']);
  });

  // What a type error, an `as` or a caller in JavaScript could still hand over.
  const smuggled = fc.oneof(
    fc.constant(PIN),
    fc.constant(Number(PIN) + 0.5),
    fc.constant([PIN]),
    fc.constant({ toString: () => PIN, valueOf: () => PIN, toJSON: () => PIN }),
    fc.constant(new TextEncoder().encode(PIN)),
    fc.string().map((text) => text + PIN),
    fc.constant(new Error(PIN)),
  );

  it.each(Object.keys(EVENTS) as EventName[])('%s lets no text through that came from outside', (name) => {
    fc.assert(
      fc.property(smuggled, (value) => {
        const fields = Object.fromEntries(
          [...Object.keys(EVENTS[name].fields), 'message', 'pin', PIN].map((field) => [field, value]),
        );
        const [line] = lines((log) => {
          log(name, fields as never); // as never: the types would not let this happen
        });
        expect(line).toContain(name);
        expect(line).not.toContain(PIN);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PIN_KINDS } from '../../shared/jpki.ts';
import type { PopupTask } from './popup-task.ts';
import { taskOf, taskQuery } from './task-address.ts';

describe('a task in an address', () => {
  it.each<PopupTask>([
    { kind: 'overview' },
    ...PIN_KINDS.map((which) => ({ kind: 'change-pin', which }) as const),
    { kind: 'fill-form', tabId: 123 },
  ])('comes back as it went: %j', (task) => {
    expect(taskOf(taskQuery(task))).toEqual(task);
  });

  it.each(['?change-pin=toString', '?fill-form=', '?fill-form=-1', '?fill-form=1e3', '?x'])(
    '%s is no task',
    (query) => {
      expect(taskOf(query)).toEqual({ kind: 'overview' });
    },
  );

  it('is made of anything', () => {
    fc.assert(
      fc.property(fc.string(), (query) => {
        expect(['overview', 'change-pin', 'fill-form']).toContain(taskOf(query).kind);
      }),
    );
  });
});

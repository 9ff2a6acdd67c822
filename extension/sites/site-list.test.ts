import { expect, it } from 'vitest';
import type { HistoryEntry } from '../history/history-entry.ts';
import { parseManagedSettings } from '../settings/managed-settings.ts';
import { listSites } from './site-list.ts';

const entry = (
  origin: string,
  time: string,
  method: HistoryEntry['method'] = 'authenticate',
): HistoryEntry => ({
  id: crypto.randomUUID(),
  time,
  origin,
  method,
  outcome: 'done',
});
const NOON = '2026-11-22T12:00:00.000Z';
const EARLIER = '2026-11-21T12:00:00.000Z';

it('lists who asked, when last and how often, and who is blocked', () => {
  const history = [
    entry('https://library.example', NOON),
    entry('https://form.example', NOON, 'fillForm'),
    { id: crypto.randomUUID(), time: NOON, method: 'sign' as const, outcome: 'done' as const },
    entry('https://city.example', EARLIER),
    entry('https://library.example', EARLIER, 'readAttributes'),
  ];
  const blocked = new Set(['https://city.example', 'https://other.example']);
  const managed = parseManagedSettings({ blockedSites: ['https://library.example'] });
  expect(listSites(history, blocked, managed)).toEqual([
    {
      origin: 'https://library.example',
      permission: { allowed: false, decidedBy: 'organisation' },
      timesAsked: 2,
      lastAsked: NOON,
    },
    {
      origin: 'https://city.example',
      permission: { allowed: false, decidedBy: 'person' },
      timesAsked: 1,
      lastAsked: EARLIER,
    },
    {
      origin: 'https://other.example',
      permission: { allowed: false, decidedBy: 'person' },
      timesAsked: 0,
      lastAsked: undefined,
    },
  ]);
});

it('is empty at first', () => {
  expect(listSites([], new Set(), parseManagedSettings({}))).toEqual([]);
});

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MANAGED_SETTINGS, type ManagedSettings, parseManagedSettings } from './managed-settings.ts';

const NOT_MANAGED = parseManagedSettings({});

const mayAsk = ({ blockedSites, allowedSites }: ManagedSettings, origin: string): boolean =>
  !blockedSites.some((pattern) => pattern.matches(origin)) &&
  (allowedSites === undefined || allowedSites.some((pattern) => pattern.matches(origin)));

describe('parseManagedSettings', () => {
  it('restricts nothing where nothing is set', () => {
    expect(NOT_MANAGED).toEqual({ blockedSites: [], history: true, simulator: true, mistakes: [] });
    expect(NOT_MANAGED.allowedSites).toBeUndefined();
  });

  it('reads what is set', () => {
    const managed = parseManagedSettings({
      blockedSites: ['https://bad.example'],
      allowedSites: ['https://*.example.go.jp', 'https://bad.example'],
      history: false,
      simulator: false,
    });
    expect(managed).toMatchObject({ history: false, simulator: false, mistakes: [] });
    expect(managed.blockedSites.map(({ text }) => text)).toEqual(['https://bad.example']);
    expect(mayAsk(managed, 'https://www.example.go.jp')).toBe(true);
    expect(mayAsk(managed, 'https://bad.example')).toBe(false);
  });

  it('lets nobody ask where the list of those who may is empty', () => {
    expect(mayAsk(parseManagedSettings({ allowedSites: [] }), 'https://service.example')).toBe(false);
  });

  it.each([
    ['blockedSites', 'https://bad.example'],
    ['blockedSites', ['https://bad.example', 'bad.example']],
    ['allowedSites', ['https://good.example/']],
    ['allowedSites', { 0: 'https://good.example' }],
    ['allowedSites', null],
  ])('lets nobody ask while %s is %j', (name, value) => {
    const managed = parseManagedSettings({ allowedSites: ['https://good.example'], [name]: value });
    expect(managed.mistakes).toEqual([name]);
    expect(mayAsk(managed, 'https://good.example')).toBe(false);
  });

  it.each(['history', 'simulator'] as const)('is strict about %s when it is no boolean', (name) => {
    for (const value of ['false', 'true', 0, 1, null])
      expect(parseManagedSettings({ [name]: value })).toMatchObject({ [name]: false, mistakes: [name] });
  });

  it('ignores what is not a setting, and never throws', () => {
    expect(parseManagedSettings({ nonsense: 1 })).toEqual(NOT_MANAGED);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...MANAGED_SETTINGS), fc.anything()), (stored) => {
        expect(typeof parseManagedSettings(stored).history).toBe('boolean');
      }),
    );
  });
});

it('is what Chromium is told of', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../public/managed_schema.json', import.meta.url), 'utf8'),
  ) as { type: string; properties: Record<string, { type: string }> };
  expect(Object.entries(schema.properties).map(([name, { type }]) => [name, type])).toEqual([
    ['blockedSites', 'array'],
    ['allowedSites', 'array'],
    ['history', 'boolean'],
    ['simulator', 'boolean'],
  ]);
  expect(Object.keys(schema.properties)).toEqual(MANAGED_SETTINGS);
});

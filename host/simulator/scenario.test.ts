/** docs/simulator.md says what the tables here say. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CARD_PINS } from './card/card-pins.ts';
import { cardSwitchSettingsSchema, DEFAULT_SWITCHES } from './card/switches.ts';
import { isScenarioName, SCENARIO_NAMES, SCENARIOS } from './scenario.ts';

const text = readFileSync(new URL('../../docs/simulator.md', import.meta.url), 'utf8');

/** Cells of the first table under a heading, without its head. */
function tableUnder(heading: string): string[][] {
  const section = text.split(`\n## ${heading}\n`)[1] ?? '';
  const lines = section.split('\n').filter((line) => line !== '');
  const start = lines.findIndex((line) => line.startsWith('|'));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
  return lines.slice(start + 2, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

it('the documentation has every scenario, in this order and in these words', () => {
  const rows = SCENARIO_NAMES.map((name) => [`\`${name}\``, SCENARIOS[name].description.en]);
  expect(tableUnder('Scenarios')).toEqual(rows);
});

it('the documentation has every PIN', () => {
  for (const { initial, tries } of Object.values(CARD_PINS)) {
    expect(text).toMatch(new RegExp(`\\| \`${initial}\` +\\| ${tries} `, 'u'));
  }
});

it('the documentation has every switch and its default', () => {
  const defaults = Object.entries(DEFAULT_SWITCHES).map(([name, value]) => [
    `\`${name}\``,
    `\`${value === '' ? '""' : String(value)}\``,
  ]);
  const documented = tableUnder('What is unknown').map(([name, values = '']) => [
    name,
    /^\*\*(.+?)\*\*/u.exec(values)?.[1],
  ]);
  expect(documented).toEqual(defaults);
  expect(Object.keys(DEFAULT_SWITCHES)).toEqual(Object.keys(cardSwitchSettingsSchema.entries));
});

describe('scenario names', () => {
  it.each([
    { name: 'normal', known: true },
    { name: 'toString', known: false },
    { name: '', known: false },
  ])('$name: $known', ({ name, known }) => {
    expect(isScenarioName(name)).toBe(known);
  });
});

it('every scenario is described in both languages', () => {
  for (const { description } of Object.values(SCENARIOS)) {
    expect(description.en).not.toBe('');
    expect(description.ja).toMatch(/[ぁ-んァ-ヶ]/u);
  }
});

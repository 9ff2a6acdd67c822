/** docs/login-element.md names everything that the element has, and nothing else. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LOGIN_PARTS, LOGIN_STATES } from '../sdk/login/login-view.ts';
import { LOGIN_ATTRIBUTES } from '../sdk/login/login-settings.ts';
import { STYLE } from '../sdk/login/login-style.ts';

const text = readFileSync(new URL('login-element.md', import.meta.url), 'utf8');

it.each<[string, readonly string[]]>([
  ['attributes', LOGIN_ATTRIBUTES],
  ['states', LOGIN_STATES],
  ['parts', LOGIN_PARTS],
])('names the %s of the element', (table, names) => {
  expect(tableAfter(`element-${table}`).map(([name]) => name)).toEqual([...names]);
});

it('names the slots and the events of the element', () => {
  const slots = [...sourceOf('login-view').matchAll(/'slot', \{ name: '(\w+)'/gu)].map(([, name]) => name);
  expect(tableAfter('element-slots').map(([name]) => name)).toEqual(
    expect.arrayContaining([...slots, 'an error code']),
  );
  const events = sourceOf('kazasu-login-element').match(/(?<=#tell\(')[\w-]+/gu);
  expect(tableAfter('element-events').map(([name]) => name)).toEqual(events);
});

it('has the colours of the element, light and dark', () => {
  const inStyle = [...STYLE.matchAll(/var\((--kazasu-[\w-]+), (?:light-dark\((.+?), (.+?)\)|(.+?))\)/gu)].map(
    ([, name, light, dark, both]) => [name, light ?? both, dark ?? both],
  );
  const documented = tableAfter('element-properties').map(([name, , light, dark]) => [name, light, dark]);
  expect(new Set(inStyle.map(([name]) => name))).toEqual(new Set(documented.map(([name]) => name)));
  expect(inStyle).toEqual(expect.arrayContaining(documented));
});

function sourceOf(name: string): string {
  return readFileSync(new URL(`../sdk/login/${name}.ts`, import.meta.url), 'utf8');
}

/** Cells of the table between `<!-- NAME -->` and `<!-- end -->`, without its head. */
function tableAfter(name: string): string[][] {
  const [, section = ''] = text.split(`<!-- ${name} -->`);
  const rows = section.split('<!-- end -->')[0]?.match(/^\| .*$/gmu) ?? [];
  return rows.slice(2).map((row) => row.split(' | ').map((cell) => cell.replaceAll(/^\| | \|$|`/gu, '')));
}

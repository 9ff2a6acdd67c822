/** axe-core in a page. */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { ExtensionPage } from './extension-page.ts';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const LEVEL_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Every rule of WCAG 2.2, levels A and AA. */
export const ALL_RULES = {
  runOnly: { type: 'tag', values: LEVEL_AA },
  // The only rule of WCAG 2.2 that axe leaves out unless it is asked for.
  rules: { 'target-size': { enabled: true } },
};

/** For the same markup in other colours. */
export const COLOUR_RULES = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };

/**
 * What breaks the rules: the rule, and the element with axe's words about it.
 * @param part of the page, by its selector
 */
export async function violations(page: ExtensionPage, rules: object, part = ':root'): Promise<string[]> {
  await page.evaluate(`globalThis.axe === undefined && (() => { ${SOURCE}; return true; })()`);
  return await page.evaluate<string[]>(`axe.run(${JSON.stringify(part)}, {
    ...${JSON.stringify(rules)}, resultTypes: ['violations'],
  }).then(({ violations, passes }) => {
    if (!passes.some(({ id }) => id === 'color-contrast')) throw new Error('axe has seen no text');
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => id + ': ' + target.join(' ') + ': ' + failureSummary));
  })`);
}

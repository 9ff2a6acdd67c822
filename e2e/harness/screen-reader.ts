/** What a screen reader says of a page, as far as the browser's own tree of it tells. */
import type { AccessibleNode, DevTools } from './devtools.ts';
import { waitUntil } from './wait-until.ts';

/** Something that is said: a role, and what goes with it as far as it matters. */
export interface Spoken {
  readonly role: string;
  readonly name?: RegExp;
  readonly description?: RegExp;
  readonly states?: AccessibleNode['states'];
}

/** Resolves when it is said. The browser mends its tree some time after the page has changed. */
export async function waitForSpoken(devTools: DevTools, spoken: Spoken): Promise<void> {
  let tree: readonly AccessibleNode[] = [];
  await waitUntil(
    async () => {
      tree = await devTools.accessibilityTree();
      return tree.some((node) => fits(node, spoken));
    },
    () => `${textOf(spoken)} in\n${linesOf(tree)}`,
  );
}

function fits(node: AccessibleNode, { role, name = /^/u, description = /^/u, states = {} }: Spoken): boolean {
  return (
    node.role === role &&
    name.test(node.name) &&
    description.test(node.description) &&
    Object.entries(states).every(([state, value]) => node.states[state] === value)
  );
}

function textOf({ role, name, description, states = {} }: Spoken): string {
  return [role, name, description, JSON.stringify(states)].join(' ');
}

/** The nodes that have a name; lines of text have that of the text that they are in. */
function linesOf(tree: readonly AccessibleNode[]): string {
  const named = tree.filter(({ role, name }) => name.trim() !== '' && role !== 'InlineTextBox');
  const focus = (states: AccessibleNode['states']): string => (states['focused'] === true ? ' focused' : '');
  return named.map(({ role, name, states }) => `${role} ${JSON.stringify(name)}${focus(states)}`).join('\n');
}

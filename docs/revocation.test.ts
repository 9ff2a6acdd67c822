/** docs/revocation.md says what the table of reasons says. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { REVOCATION_PROBLEMS } from '../sdk/verify/index.ts';

it('explains every reason, in the words of the table', () => {
  const text = readFileSync(new URL('revocation.md', import.meta.url), 'utf8');
  const section = text.split('<!-- revocation-problems -->')[1]?.split('<!-- end -->')[0] ?? '';
  const rows = [...section.matchAll(/^\| `([a-z-]+)` \| (.*) \|$/gmu)].map(([, reason, words]) => [
    reason,
    words,
  ]);
  expect(rows).toEqual(Object.entries(REVOCATION_PROBLEMS));
});

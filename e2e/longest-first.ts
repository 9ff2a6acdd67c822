import { basename } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Specs that take longer than half a minute, the longest first. */
const LONGEST = [
  'card',
  'accessibility-pages',
  'accessibility-prompt',
  'login',
  'sites',
  'diagnosis',
  'fill-form',
  'sign',
  'demo',
  'pcsc',
  'opensc',
  'host-failures',
  'page-attacks',
];

/**
 * What takes longest begins first, so that the workers end together. vitest goes by the times that it remembers, which a
 * fresh clone does not have, and then by the sizes of the files.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const index = LONGEST.indexOf(basename(moduleId, '.spec.ts'));
  return index === -1 ? LONGEST.length : index;
}

/** What cases about revocation have in common. */
import type { RevocationProblemCode } from '../../revocation/revocation-problems.ts';
import { NOON } from '../../testing/revocation-scene.ts';
import { hex } from '../../testing/test-crl.ts';

export type AnswerRow<What> = readonly [name: string, about: string, made: What];
export type ProblemRow<What> = readonly [
  name: string,
  code: RevocationProblemCode,
  about: string,
  made: What,
];

export const strange = { id: '1.2.3', critical: true, value: hex('0500') };
export const fromNoon = (seconds: number): Date => new Date(NOON.getTime() + seconds * 1000);

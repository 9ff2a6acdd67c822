import type { Vector } from './vector.ts';

/** The code with which a case is refused, or the reason why nobody could tell; `ok` for any other outcome. */
export function codeOf({ expected }: Vector): unknown {
  if ('code' in expected) return expected.code;
  return 'reason' in expected && expected.status === 'unavailable' ? expected['reason'] : 'ok';
}

/**
 * Refuses a setting with which nothing could be verified: a bug in the service, found when it starts.
 * @throws TypeError
 */
export function requireSetting(condition: boolean, problem: string): asserts condition {
  if (!condition) throw new TypeError(`kazasu/verify: ${problem}`);
}

/**
 * A list among the settings. It is a copy, so that what becomes of the service's own changes nothing any more.
 * @throws TypeError
 */
export function readList<Item>(list: readonly Item[], name: string): readonly Item[] {
  const isArray: boolean = Array.isArray(list);
  requireSetting(isArray, `${name} must be an array`);
  return [...list];
}

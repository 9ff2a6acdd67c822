/**
 * Refuses a setting with which nothing could be verified: a bug in the service, found when it starts.
 * @throws TypeError
 */
export function requireSetting(condition: boolean, problem: string): asserts condition {
  if (!condition) throw new TypeError(`kazasu/verify: ${problem}`);
}

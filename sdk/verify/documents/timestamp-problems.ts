/**
 * Why there is no proof of the time, in the order of the checks. It is no failure: anybody can add or take away a time
 * stamp, so that one that does not count leaves a signature that was made at no time in particular.
 */
export const TIMESTAMP_PROBLEMS = {
  'timestamp-missing': 'There is no time stamp.',
  'timestamp-invalid': 'The time stamp is malformed, about something else, or not signed by its certificate.',
  'timestamp-authority-unknown':
    'None of the timestampAuthorities made the time stamp, or certified who made it.',
  'timestamp-certificate-unsuitable': 'The certificate of the time stamp is not one for time stamps alone.',
  'timestamp-certificate-expired':
    'The certificate of the time stamp, or of its authority, was not valid then, or is not now.',
  'timestamp-in-future': 'The time stamp is ahead of this server’s clock.',
} as const;
/** A key of {@link TIMESTAMP_PROBLEMS}. */
export type TimestampProblemCode = keyof typeof TIMESTAMP_PROBLEMS;

/** How a check of a time stamp says no. */
export class TimestampProblem extends Error {
  readonly code: TimestampProblemCode;

  constructor(code: TimestampProblemCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'TimestampProblem';
    this.code = code;
  }
}

export function requireTimestamp(condition: boolean, code: TimestampProblemCode): asserts condition {
  if (!condition) throw new TimestampProblem(code);
}

import * as v from 'valibot';
import type { CardRequest, CardResult } from '../../shared/page-protocol.ts';
import { type Conversation, converse } from './conversation.ts';
import { mayAsk } from './gesture.ts';
import { KazasuError } from './kazasu-error.ts';

/** One method of the protocol. Each call brings its own, so that a page is not given the schemas of calls it never makes. */
export interface Method<Request extends CardRequest, Result extends CardResult> {
  readonly request: v.GenericSchema<unknown, Request>;
  readonly result: v.GenericSchema<unknown, Result>;
}

/**
 * Asks the person for something of their card, and gives back what this kind of request is answered with.
 * @throws {@link KazasuError}; the signal's `reason` once it is aborted
 */
export async function ask<Request extends CardRequest, Result extends CardResult>(
  method: Method<Request, Result>,
  request: Request,
  conversation: Conversation,
): Promise<Result> {
  conversation.signal?.throwIfAborted();
  const { output: checked, success, issues } = v.safeParse(method.request, request);
  if (!success) {
    const where = issues[0].path?.map(({ key }) => key).join('.') ?? '';
    throw new KazasuError('invalid-request', `the request is not of the documented form: ${where}`);
  }
  if (!mayAsk()) {
    throw new KazasuError('not-allowed', 'ask from a click or a key press, in a secure top-level page');
  }
  const answer = await converse(checked, conversation);
  if (answer.kind === 'error') {
    throw new KazasuError(answer.code, `the extension answered ${answer.code}`, answer.refused);
  }
  const result = v.safeParse(method.result, answer.kind === 'result' ? answer.result : undefined);
  if (!result.success) throw new KazasuError('internal', 'the extension answered another kind of request');
  return result.output;
}

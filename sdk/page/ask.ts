import * as v from 'valibot';
import {
  CARD_RESULTS,
  type CardRequest,
  type CardResults,
  cardRequestSchema,
} from '../../shared/page-protocol.ts';
import { converse } from './conversation.ts';
import { mayAsk } from './gesture.ts';
import { KazasuError } from './kazasu-error.ts';

/**
 * Asks the person for something of their card, and gives back what this kind of request is answered with.
 * @throws {@link KazasuError}; the signal's `reason` once it is aborted
 */
export async function ask<Method extends CardRequest['method']>(
  request: Extract<CardRequest, { method: Method }>,
  signal: AbortSignal | undefined,
): Promise<CardResults[Method]> {
  signal?.throwIfAborted();
  const { output: checked, success } = v.safeParse(cardRequestSchema, request);
  if (!success) throw new KazasuError('invalid-request', 'the request is not of the documented form');
  if (!mayAsk()) {
    throw new KazasuError('not-allowed', 'ask from a click or a key press, in a secure top-level page');
  }
  const answer = await converse(checked, signal);
  if (answer.kind === 'error') throw new KazasuError(answer.code, `the extension answered ${answer.code}`);
  const result = v.safeParse(
    CARD_RESULTS[request.method],
    answer.kind === 'result' ? answer.result : undefined,
  );
  if (!result.success) throw new KazasuError('internal', 'the extension answered another kind of request');
  // The schema that it has passed is this method's, which TypeScript does not follow through the index.
  return result.output as CardResults[Method];
}

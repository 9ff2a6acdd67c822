import { converse } from './conversation.ts';
import { mayAsk } from './gesture.ts';

/**
 * Whether the Kazasu extension is in this browser and may be asked by this page. It says nothing about reader or card.
 *
 * Outside a user gesture the answer is `false` for everybody, so that no page can find out silently who has it:
 * call it in the handler of a click, not when the page loads. Never rejects, and takes 300 ms at the most unless the
 * page itself is busy.
 */
export async function isAvailable(): Promise<boolean> {
  if (!mayAsk()) return false;
  try {
    const answer = await converse({ method: 'ping' });
    return answer.kind === 'accepted';
  } catch {
    return false;
  }
}

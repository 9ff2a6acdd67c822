/**
 * What a request for signatures adds to the transaction: before the card is looked for, the documents are taken in, shown,
 * and agreed to; after it has signed, the result is put together.
 */
import type { SignRequest } from '../../shared/signing.ts';
import { show, showFailure, stay } from '../card-dialogue/step.ts';
import type { Transitions } from '../card-dialogue/transitions.ts';
import type { PromptEffect, PromptStep } from './prompt-effect.ts';
import type { SigningEvent } from './prompt-event.ts';
import type { PromptState, ViewName } from './prompt-state.ts';
import { canSign, type SigningState, withDocumentChoice, withDocuments, withRead } from './signing-state.ts';

export const SIGNING_TRANSITIONS: Transitions<PromptState, SigningEvent, PromptEffect> = {
  'signing-progress': (state, { done }) =>
    inViews(state, ['receiving', 'working'], ({ signing }) =>
      stay({ ...state, signing: { ...signing, done } }),
    ),

  'documents-received': (state, { documents }) =>
    inViews(state, ['receiving'], ({ signing }) =>
      show({ ...state, signing: withDocuments(signing, documents) }, { name: 'documents' }),
    ),

  'document-refused': (state, { refused }) =>
    inViews(state, ['receiving', 'working', 'finishing'], ({ signing }) =>
      showFailure({ ...state, signing: { ...signing, refused } }, 'document-refused'),
    ),

  'document-opened': (state, { document }) =>
    inViews(state, ['documents', 'document'], ({ signing }) => {
      const { kind } = signing.documents[document] ?? { kind: 'unseen' };
      if (kind === 'unseen') return stay(state);
      return show({ ...state, signing: { ...signing, opened: document } }, { name: 'document' });
    }),

  'document-read': (state, { document }) =>
    inViews(state, ['document'], ({ signing }) =>
      signing.opened === document ? stay({ ...state, signing: withRead(signing, document) }) : stay(state),
    ),

  'document-chosen': (state, { document, chosen }) =>
    inViews(state, ['documents'], ({ request, signing }) =>
      stay({ ...state, signing: withDocumentChoice(request, signing, document, chosen) }),
    ),

  'list-wanted': (state) => inViews(state, ['document', 'consent'], () => show(state, { name: 'documents' })),

  'list-left': (state) =>
    inViews(state, ['documents'], ({ request, signing }) =>
      canSign(request, signing) ? show(state, { name: 'consent' }) : stay(state),
    ),

  agreed: (state) =>
    inViews(state, ['consent'], () => show(state, { name: 'connecting' }, [{ kind: 'connect-host' }])),

  'signatures-made': (state, { signatures }) =>
    inViews(state, ['working'], () =>
      show(state, { name: 'finishing' }, [
        { kind: 'disconnect-host' },
        { kind: 'finish-signing', signatures },
      ]),
    ),
};

interface Signing {
  readonly request: SignRequest;
  readonly signing: SigningState;
}

/** What fits neither the request nor the view changes nothing. */
function inViews(
  state: PromptState,
  views: readonly ViewName[],
  act: (signing: Signing) => PromptStep,
): PromptStep {
  const { request, signing, view } = state;
  if (request.method !== 'sign' || signing === undefined || !views.includes(view.name)) return stay(state);
  return act({ request, signing });
}

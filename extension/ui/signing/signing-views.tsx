import type { FunctionComponent, JSX } from 'preact';
import type { SignRequest } from '../../../shared/signing.ts';
import type { SigningEvent } from '../../prompt/prompt-event.ts';
import type { PromptView, ViewName } from '../../prompt/prompt-state.ts';
import type { SigningState } from '../../prompt/signing-state.ts';
import { useText } from '../text.ts';
import { Consent } from './consent.tsx';
import { DocumentList } from './document-list.tsx';
import { DocumentViewer } from './document-viewer.tsx';
import { Receiving } from './receiving.tsx';
import './signing.css';

export interface SigningViewsProps {
  readonly view: PromptView;
  readonly request: SignRequest;
  readonly signing: SigningState;
  /** The very bytes that were hashed. */
  readonly content: (document: number) => Blob;
  readonly onEvent: (event: SigningEvent) => void;
  readonly onClose: () => void;
}

const VIEWS: Partial<Record<ViewName, FunctionComponent<SigningViewsProps>>> = {
  receiving: Receiving,
  documents: DocumentList,
  document: OpenDocument,
  consent: Consent,
  working: Ready,
};

/** What only a request for signatures shows. */
export function SigningViews(props: SigningViewsProps): JSX.Element | null {
  const View = VIEWS[props.view.name];
  return View ? <View {...props} /> : null;
}

function OpenDocument({ signing, content, onEvent }: SigningViewsProps): JSX.Element | null {
  const document = signing.opened ?? 0;
  const listed = signing.documents[document];
  const next = signing.documents.findIndex(({ kind }, index) => index > document && kind !== 'unseen');
  return listed ? (
    <DocumentViewer
      key={document}
      listed={listed}
      content={content(document)}
      isRead={signing.read.has(document)}
      onRead={() => {
        onEvent({ type: 'document-read', document });
      }}
      onBack={() => {
        onEvent({ type: 'list-wanted' });
      }}
      onNext={
        next === -1
          ? undefined
          : () => {
              onEvent({ type: 'document-opened', document: next });
            }
      }
    />
  ) : null;
}

/** Containers of many documents, or of large ones, take longer than the card. */
function Ready({ signing }: SigningViewsProps): JSX.Element | null {
  const t = useText();
  return signing.done === 0 ? null : (
    <p class="note ready">{t('signing.ready', [signing.done, signing.chosen.size])}</p>
  );
}

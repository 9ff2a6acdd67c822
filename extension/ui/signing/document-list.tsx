import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { canSign, isAskedAbout, unreadCount } from '../../prompt/signing-state.ts';
import { useFocusFirst } from '../focus-first.ts';
import { useText } from '../text.ts';
import { DocumentRow } from './document-row.tsx';
import type { SigningViewsProps } from './signing-views.tsx';

/** What arrived. Each document opens for reading; how many are unread is said, and what cannot be shown is asked about. */
export function DocumentList({ request, signing, onEvent, onClose }: SigningViewsProps): JSX.Element {
  const t = useText();
  const { documents, opened } = signing;
  const mayLeaveOut = request.mayLeaveOut === true;
  const isReady = canSign(request, signing);
  const [isHinted, setHinted] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const list = useRef<HTMLUListElement>(null);

  // Whoever comes back from a document goes on where it stands in the list.
  useFocusFirst(() => {
    const row = opened === undefined ? null : list.current?.children[opened];
    return row?.querySelector<HTMLElement>('.open') ?? heading.current;
  });

  const goOn = (): void => {
    setHinted(!isReady);
    if (isReady) onEvent({ type: 'list-left' });
    else list.current?.querySelector<HTMLElement>('input:not(:checked)')?.focus();
  };

  const unread = unreadCount(request, signing);
  const status = unread === 0 ? 'signing.all_read' : 'signing.unread';
  const hint = mayLeaveOut ? 'signing.choose_first' : 'signing.choose_all';
  return (
    <>
      <div class="content">
        <h1 ref={heading} tabIndex={-1}>
          {t('signing.documents', [documents.length])}
        </h1>
        <p class="note">{t(mayLeaveOut ? 'signing.may_leave_out' : 'signing.all_or_none')}</p>
        <ul class="documents" ref={list}>
          {documents.map((document, index) => (
            <DocumentRow
              key={index}
              index={index}
              document={document}
              isAsked={isAskedAbout(request, document)}
              isChosen={signing.chosen.has(index)}
              isRead={signing.read.has(index)}
              onChoose={(chosen) => {
                onEvent({ type: 'document-chosen', document: index, chosen });
              }}
              onOpen={() => {
                onEvent({ type: 'document-opened', document: index });
              }}
            />
          ))}
        </ul>
      </div>
      <footer class="with-status">
        <p class={isHinted && !isReady ? 'hint' : 'unread'} role="status" id="unread" data-count={unread}>
          {isHinted && !isReady ? t(hint) : signing.chosen.size > 0 && t(status, [unread])}
        </p>
        <button id="cancel" type="button" onClick={onClose}>
          {t('prompt.cancel')}
        </button>
        <button class="primary" id="proceed" type="button" onClick={goOn}>
          {t('signing.proceed')}
        </button>
      </footer>
    </>
  );
}

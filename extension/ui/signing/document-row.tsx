import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { ListedDocument } from '../../signing/listed-document.ts';
import { useText } from '../text.ts';
import { digestText, sizeText, typeText } from './document-text.ts';

export interface DocumentRowProps {
  readonly index: number;
  readonly document: ListedDocument;
  /** The person decides about this one by itself. */
  readonly isAsked: boolean;
  readonly isChosen: boolean;
  readonly isRead: boolean;
  readonly onChoose: (chosen: boolean) => void;
  readonly onOpen: () => void;
}

export function DocumentRow(props: DocumentRowProps): JSX.Element {
  const { index, document, isAsked, isChosen, isRead, onChoose, onOpen } = props;
  const t = useText();
  const id = useId();
  const { name, kind, content } = document;
  const isUnseen = kind === 'unseen';
  return (
    <li data-document={index} data-read={isRead} data-kind={kind} data-chosen={isChosen}>
      <div class="about">
        <p class="name" id={`${id}-name`}>
          <bdi>{name}</bdi>
        </p>
        <p class="note">
          {typeText(document, t)}
          {content && <span class="size"> {sizeText(content.size, t)}</span>}
        </p>
        <p class="note digest">{digestText(document, t)}</p>
        {isUnseen && <p class="notice">{t('signing.unseen')}</p>}
        {isAsked && (
          <label class="choice">
            <input
              type="checkbox"
              name={`document-${index}`}
              checked={isChosen}
              aria-describedby={`${id}-name`}
              onChange={(event) => {
                onChoose(event.currentTarget.checked);
              }}
            />
            <span>{t(isUnseen ? 'signing.sign_unseen' : 'signing.sign_this')}</span>
          </label>
        )}
      </div>
      {!isUnseen && (
        <div class="reading">
          <button type="button" class="open" aria-describedby={`${id}-name`} onClick={onOpen}>
            {t('signing.open')}
          </button>
          <p class={isRead ? 'mark-read' : 'mark-unread'}>
            {t(isRead ? 'signing.is_read' : 'signing.is_unread')}
          </p>
        </div>
      )}
    </li>
  );
}

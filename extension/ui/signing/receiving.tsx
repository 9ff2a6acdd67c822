import type { JSX } from 'preact';
import { useText } from '../text.ts';
import { sizeText } from './document-text.ts';
import type { SigningViewsProps } from './signing-views.tsx';

/** While the documents are on their way. */
export function Receiving({
  request,
  signing,
  onClose,
}: Pick<SigningViewsProps, 'request' | 'signing' | 'onClose'>): JSX.Element {
  const t = useText();
  const total = request.format === 'digest' ? 0 : request.documents.reduce((sum, { size }) => sum + size, 0);
  return (
    <>
      <div class="content spaced">
        <div role="status">
          <h1>{t('signing.receiving')}</h1>
        </div>
        <p>{t('signing.receiving_text', [request.documents.length])}</p>
        <progress
          id="progress"
          max={Math.max(total, 1)}
          value={signing.done}
          aria-label={t('signing.receiving')}
        />
        <p class="note">{t('signing.received', [sizeText(signing.done, t), sizeText(total, t)])}</p>
      </div>
      <footer>
        <button id="cancel" type="button" onClick={onClose}>
          {t('prompt.cancel')}
        </button>
      </footer>
    </>
  );
}

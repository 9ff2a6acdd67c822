import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { unreadCount } from '../../prompt/signing-state.ts';
import { ATTRIBUTE_NAME } from '../attribute-text.ts';
import { useFocusFirst } from '../focus-first.ts';
import { useText } from '../text.ts';
import type { SigningViewsProps } from './signing-views.tsx';

/** In every signature certificate (docs/card.md). */
const IN_CERTIFICATE = ['name', 'address', 'birthDate', 'sex'] as const;

/** What signing means and what the site receives, before the card is looked for. */
export function Consent({ request, signing, onEvent, onClose }: SigningViewsProps): JSX.Element {
  const t = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusFirst(() => heading.current);
  const unread = unreadCount(request, signing);
  return (
    <>
      <div class="content spaced">
        <h1 ref={heading} tabIndex={-1}>
          {t('signing.consent_title', [signing.chosen.size])}
        </h1>
        <p>{t('signing.consent_seal')}</p>
        {unread > 0 && <p class="notice">{t('signing.consent_unread', [unread])}</p>}
        <p>{t('signing.consent_certificate')}</p>
        <ul class="in-certificate">
          {IN_CERTIFICATE.map((attribute) => (
            <li key={attribute}>{t(ATTRIBUTE_NAME[attribute])}</li>
          ))}
        </ul>
      </div>
      <footer class="with-back">
        <button id="cancel" type="button" onClick={onClose}>
          {t('prompt.cancel')}
        </button>
        <button
          id="back"
          type="button"
          onClick={() => {
            onEvent({ type: 'list-wanted' });
          }}
        >
          {t('signing.back')}
        </button>
        <button
          class="primary"
          id="agree"
          type="button"
          onClick={() => {
            onEvent({ type: 'agreed' });
          }}
        >
          {t('signing.agree')}
        </button>
      </footer>
    </>
  );
}

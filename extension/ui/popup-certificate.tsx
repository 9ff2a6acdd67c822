import type { JSX } from 'preact';
import { type Expiry, expiryOf } from '../popup/expiry.ts';
import type { CardAtAGlance } from '../popup/popup-state.ts';
import { type MessageKey, useText } from './text.ts';
import { dayInJapan } from './time-text.ts';

type Certificate = CardAtAGlance['certificates']['userAuthentication'];

export interface PopupCertificateProps extends Certificate {
  readonly kind: keyof CardAtAGlance['certificates'];
  readonly now: Date;
}

const NAME = {
  userAuthentication: 'popup.certificate_user_authentication',
  digitalSignature: 'popup.certificate_digital_signature',
} as const satisfies Record<PopupCertificateProps['kind'], MessageKey>;

const STATE = {
  readable: 'popup.certificate_readable',
  protected: 'popup.certificate_protected',
  missing: 'popup.certificate_missing',
} as const satisfies Record<Certificate['state'], MessageKey>;

/** One of the card's two certificates: whether it is there, and for how long it is good. */
export function PopupCertificate({ kind, state, validity, now }: PopupCertificateProps): JSX.Element {
  const t = useText();
  const expiry = validity && expiryOf(validity, now);
  return (
    <div data-certificate={kind} data-state={state} data-expiry={expiry?.unit}>
      <h2>{t(NAME[kind])}</h2>
      {expiry === undefined || validity === undefined ? (
        <p>{t(STATE[state])}</p>
      ) : (
        <ExpiryText expiry={expiry} date={dayInJapan(validity.notAfter, t)} />
      )}
    </div>
  );
}

const LEFT = {
  years: 'popup.years_left',
  months: 'popup.months_left',
  days: 'popup.days_left',
} as const satisfies Partial<Record<Expiry['unit'], MessageKey>>;

interface ExpiryTextProps {
  readonly expiry: Expiry;
  readonly date: string;
}

function ExpiryText({ expiry, date }: ExpiryTextProps): JSX.Element {
  const t = useText();
  const { unit, count, isSoon } = expiry;
  if (unit === 'expired')
    return (
      <p class="warning">
        <strong>{t('popup.expired', [date])}</strong> {t('popup.renew_now')}
      </p>
    );
  if (unit === 'not-yet-valid')
    return (
      <p class="warning">
        <strong>{t('error.certificate_not_yet_valid.title')}</strong>
        <br />
        {t('error.certificate_not_yet_valid.remedy')}
      </p>
    );
  return (
    <>
      <p>
        {t('popup.valid_until', [date])} <span class="note left-time">{t(LEFT[unit], [count])}</span>
      </p>
      {isSoon && (
        <p class="warning">
          <strong>{t('popup.expires_soon')}</strong> {t('popup.renew_soon')}
        </p>
      )}
    </>
  );
}

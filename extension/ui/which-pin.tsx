import type { JSX } from 'preact';
import type { PinKind } from '../../shared/jpki.ts';
import { Sheet } from './sheet.tsx';
import { type MessageKey, useText } from './text.ts';

/** The card's four secrets, by the names on its papers. */
type Secret = PinKind | 'residentRegister';

const SECRET_NAME: Readonly<Record<Secret, MessageKey>> = {
  userAuthentication: 'secret.user_authentication',
  digitalSignature: 'secret.digital_signature',
  cardInfoInput: 'secret.card_info_input',
  residentRegister: 'secret.resident_register',
};
// Object.keys forgets the literal keys.
const SECRETS = Object.keys(SECRET_NAME) as readonly Secret[];

const USED_FOR: Readonly<Record<PinKind, MessageKey>> = {
  userAuthentication: 'which_pin.used_user_authentication',
  digitalSignature: 'which_pin.used_digital_signature',
  cardInfoInput: 'which_pin.used_card_info_input',
};

/** Which of the four secrets is asked for, how to know it, and which ones it is not: whoever mixes them up locks the card. */
export function WhichPin({ pin }: { readonly pin: PinKind }): JSX.Element {
  const t = useText();
  return (
    <Sheet id="which-pin" summary={t('which_pin.summary')}>
      <dl>
        <dt>{t('which_pin.name')}</dt>
        <dd>{t(SECRET_NAME[pin])}</dd>
        <dt>{t('which_pin.used')}</dt>
        <dd>{t(USED_FOR[pin])}</dd>
        <dt>{t('which_pin.set')}</dt>
        <dd>{t(pin === 'digitalSignature' ? 'which_pin.set_text_password' : 'which_pin.set_text')}</dd>
        <dt>{t('which_pin.not')}</dt>
        <dd>
          <ul>
            {SECRETS.filter((secret) => secret !== pin).map((secret) => (
              <li key={secret}>{t(SECRET_NAME[secret])}</li>
            ))}
          </ul>
        </dd>
      </dl>
    </Sheet>
  );
}

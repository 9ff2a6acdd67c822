import type { JSX } from 'preact';
import type { CheckedSignature, Verdict } from '../../files/checked-signature.ts';
import type { JudgedSigner } from '../../files/judge-signer.ts';
import { ATTRIBUTE_NAME, attributeText, dateText } from '../attribute-text.ts';
import { type MessageKey, type Translate, useText } from '../text.ts';
import { dayInJapan, timeFormatOfJapan } from '../time-text.ts';
import { VERDICT_TEXT } from './verdict-text.ts';

export interface CheckedSignatureProps {
  readonly signature: CheckedSignature;
  /** Where there is more than one. */
  readonly number: number | undefined;
}

/** Who signed and when, as far as it is known; address, birth date and sex only when the person wants to see them. */
export function CheckedSignatureView({ signature, number }: CheckedSignatureProps): JSX.Element | null {
  const t = useText();
  const { verdict } = signature;
  const signer = SAYS_NOTHING.includes(verdict) ? undefined : signature.signer;
  if (!signer && number === undefined) return null;
  return (
    <section class="signature" data-signature={verdict}>
      {number !== undefined && (
        <h4>
          {t('files.signature_number', [number])}: {t(VERDICT_TEXT[verdict].title)}
        </h4>
      )}
      {signer && <Facts facts={factsOf(signature, t)} />}
      {signer?.ok === true && !signer.isValidNow && <p class="notice">{t('files.expired')}</p>}
      {signer?.ok === true && (
        <details>
          <summary>{t('files.more')}</summary>
          <Facts facts={holderFacts(signer.holder, t)} />
        </details>
      )}
    </section>
  );
}

/** Whoever is named in these need not have signed anything. */
const SAYS_NOTHING: readonly Verdict[] = ['changed', 'invalid', 'document-missing'];

type Fact = readonly [MessageKey, string | undefined];

function Facts({ facts }: { readonly facts: readonly Fact[] }): JSX.Element {
  const t = useText();
  return (
    <dl>
      {facts.map(([title, text]) =>
        text === undefined ? null : (
          <div key={title} data-fact={title}>
            <dt>{t(title)}</dt>
            <dd>{text}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function factsOf(
  { signer, report: { claimedTime, timestamp } }: CheckedSignature,
  t: Translate,
): readonly Fact[] {
  const times = timeFormatOfJapan(t);
  const stamped = timestamp?.integrity.ok === true ? timestamp.time : undefined;
  const isKnown = signer?.ok === true;
  return [
    [
      isKnown && signer.issuer === 'unknown' ? 'files.claimed_signer' : 'files.signer',
      isKnown ? signer.holder.name.text : undefined,
    ],
    ['files.claimed_time', claimedTime && times.format(claimedTime)],
    ['files.stamped_time', stamped && times.format(stamped)],
    ['files.valid_until', isKnown ? dayInJapan(signer.notAfter.toISOString(), t) : undefined],
  ];
}

type Holder = Extract<JudgedSigner, { ok: true }>['holder'];

function holderFacts({ address, birthDate, sex }: Holder, t: Translate): readonly Fact[] {
  return [
    [ATTRIBUTE_NAME.address, address.text],
    [ATTRIBUTE_NAME.birthDate, birthDate.iso === undefined ? birthDate.japanese : dateText(birthDate.iso, t)],
    [ATTRIBUTE_NAME.sex, attributeText({ sex }, 'sex', t)],
  ];
}

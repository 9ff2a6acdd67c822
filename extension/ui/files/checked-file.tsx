import type { JSX } from 'preact';
import type { CheckedFile } from '../../files/check-files.ts';
import type { CheckedSignature, Verdict } from '../../files/checked-signature.ts';
import { useText } from '../text.ts';
import { CheckedSignatureView } from './checked-signature.tsx';
import { VERDICT_TEXT } from './verdict-text.ts';

/** One file: what it comes to first, then its signatures. */
export function CheckedFileView({ file }: { readonly file: CheckedFile }): JSX.Element {
  const t = useText();
  const { name, verdict, document, signatures } = file;
  const { mood, title, text } = VERDICT_TEXT[verdict];
  return (
    <article class="panel checked" data-file={name} data-verdict={verdict} data-mood={mood}>
      <h3>
        <bdi>{name}</bdi>
      </h3>
      <p class="verdict">{t(title)}</p>
      <p>{t(text)}</p>
      {document !== undefined && <p class="note">{t('files.compared_with', [document])}</p>}
      {signatures.map((signature, index) => (
        <CheckedSignatureView
          key={index}
          signature={signature}
          number={signatures.length > 1 ? index + 1 : undefined}
        />
      ))}
      {signatures.some(isByPerson) && <p class="note">{t('files.not_revoked')}</p>}
    </article>
  );
}

const BY_PERSON: readonly Verdict[] = ['good', 'issuer-given', 'issuer-unknown'];

function isByPerson({ verdict }: CheckedSignature): boolean {
  return BY_PERSON.includes(verdict);
}

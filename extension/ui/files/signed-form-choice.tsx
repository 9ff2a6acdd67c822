import type { JSX } from 'preact';
import type { OwnFile } from '../../files/own-file.ts';
import type { OwnChoice } from '../../files/own-request.ts';
import { allowsInside, SIGNED_FORMS, type SignedForm } from '../../files/signed-form.ts';
import { type MessageKey, useText } from '../text.ts';

export interface SignedFormChoiceProps {
  readonly files: readonly OwnFile[];
  readonly choice: OwnChoice;
  readonly onForm: (form: SignedForm) => void;
  readonly onMark: (mark: boolean) => void;
}

const FORM_TEXT: Readonly<Record<SignedForm, { readonly label: MessageKey; readonly text: MessageKey }>> = {
  inside: { label: 'files.inside', text: 'files.inside_text' },
  beside: { label: 'files.beside', text: 'files.beside_text' },
};

/** Inside of the file or beside it, where the files leave a choice. */
export function SignedFormChoice({ files, choice, onForm, onMark }: SignedFormChoiceProps): JSX.Element {
  const t = useText();
  if (!files.some(allowsInside)) return <p>{t('files.only_beside')}</p>;
  const hasOthers = !files.every(allowsInside);
  const hasPdf = files.some(({ type }) => type === 'application/pdf');
  return (
    <fieldset>
      <legend>{t('files.form')}</legend>
      {SIGNED_FORMS.map((form) => (
        <div key={form} class="choice">
          <input
            type="radio"
            name="form"
            id={`form-${form}`}
            checked={choice.form === form}
            aria-describedby={`form-${form}-text`}
            onChange={() => {
              onForm(form);
            }}
          />
          <label for={`form-${form}`}>{t(FORM_TEXT[form].label)}</label>
          <p class="note" id={`form-${form}-text`}>
            {t(FORM_TEXT[form].text)}
            {form === 'inside' && hasOthers && ` ${t('files.inside_others')}`}
          </p>
        </div>
      ))}
      {hasPdf && choice.form === 'inside' && (
        <div class="choice">
          <input
            type="checkbox"
            id="mark"
            checked={choice.mark}
            aria-describedby="mark-text"
            onChange={({ currentTarget }) => {
              onMark(currentTarget.checked);
            }}
          />
          <label for="mark">{t('files.mark')}</label>
          <p class="note" id="mark-text">
            {t('files.mark_text')}
          </p>
        </div>
      )}
    </fieldset>
  );
}

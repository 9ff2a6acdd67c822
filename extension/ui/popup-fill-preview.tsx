import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { FieldKind } from '../form-filler/classify-field.ts';
import type { PlannedField } from '../form-filler/plan-form.ts';
import { chosenFields, isWritable } from '../popup/fill-preview.ts';
import type { Preview } from '../popup/popup-state.ts';
import { dateText } from './attribute-text.ts';
import type { PopupProps } from './popup.tsx';
import { useFocusFirst } from './focus-first.ts';
import { type MessageKey, useText } from './text.ts';

export interface FillPreviewProps extends Pick<PopupProps, 'dispatch' | 'onClose'> {
  readonly view: Preview;
}

type LeftField = Exclude<PlannedField, { value: unknown }>;

const LEFT_BECAUSE = {
  'individual-number': 'fill.left_individual_number',
  'nothing-fits': 'fill.left_nothing_fits',
} as const satisfies Record<LeftField['leftBecause'], MessageKey>;

/** A date's fields often have one label between them. */
const PART: Partial<Record<FieldKind, MessageKey>> = {
  'birth-era': 'fill.part_era',
  'birth-year': 'fill.part_year',
  'birth-month': 'fill.part_month',
  'birth-day': 'fill.part_day',
};

/** Which field would get what, before anything is written. The heading takes the focus: no key that is still held writes. */
export function FillPreview({ view, dispatch, onClose }: FillPreviewProps): JSX.Element {
  const t = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusFirst(() => heading.current);
  const { planned, leftOut } = view;
  const count = chosenFields(view).length;
  const left = planned.filter((field): field is LeftField => !isWritable(field));
  return (
    <>
      <div class="content">
        <h1 ref={heading} tabIndex={-1}>
          {t('fill.preview')}
        </h1>
        <p class="note">{t('fill.preview_text')}</p>
        <ul class="planned" id="planned">
          {planned.filter(isWritable).map(({ field, label, shown, kind, isNativeDate }) => (
            <li key={field} data-kind={kind}>
              <label>
                <input
                  type="checkbox"
                  name={`field-${field}`}
                  checked={!leftOut.has(field)}
                  onChange={(event) => {
                    dispatch({ type: 'field-chosen', field, chosen: event.currentTarget.checked });
                  }}
                />
                <span class="field-label">
                  {label || t('fill.unnamed')}
                  {PART[kind] && <span>{t(PART[kind])}</span>}
                </span>
                <span class="field-value">{isNativeDate ? dateText(shown, t) : shown}</span>
              </label>
            </li>
          ))}
        </ul>
        {left.length > 0 && <LeftFields fields={left} />}
      </div>
      <footer>
        <button id="cancel" type="button" onClick={onClose}>
          {t('prompt.cancel')}
        </button>
        <button
          class="primary"
          id="approve"
          type="button"
          aria-disabled={count === 0}
          onClick={() => {
            dispatch({ type: 'fill-approved' });
          }}
        >
          {t('fill.approve', [count])}
        </button>
      </footer>
    </>
  );
}

function LeftFields({ fields }: { readonly fields: readonly LeftField[] }): JSX.Element {
  const t = useText();
  return (
    <>
      <h2>{t('fill.left')}</h2>
      <ul class="planned" id="left-alone">
        {fields.map(({ field, label, leftBecause }) => (
          <li key={field} data-left={leftBecause}>
            <span class="field-label">{label || t('fill.unnamed')}</span>
            <span class="note">{t(LEFT_BECAUSE[leftBecause])}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** From the values of the card to the fields of the page: what is planned, chosen, written, and what became of it. */
import type { AttributeValues } from '../../shared/attributes.ts';
import { ATTRIBUTES } from '../../shared/jpki.ts';
import { show, stay } from '../card-dialogue/step.ts';
import type { FieldDescription } from '../form-filler/field-description.ts';
import type { FieldWrite, FillOutcome, FormDescription } from '../form-filler/form-protocol.ts';
import { ATTRIBUTE_OF, type PlannedField, planForm } from '../form-filler/plan-form.ts';
import type { PopupStep } from './popup-effect.ts';
import type { PopupState, Preview } from './popup-state.ts';

export function previewOf({ fields }: FormDescription, attributes: AttributeValues): Preview {
  return { name: 'preview', attributes, planned: planForm(fields, attributes), leftOut: new Set() };
}

export function choosePlannedField(state: PopupState, field: number, chosen: boolean): PopupStep {
  if (state.view.name !== 'preview') return stay(state);
  const leftOut = new Set(state.view.leftOut);
  if (chosen) leftOut.delete(field);
  else leftOut.add(field);
  return stay({ ...state, view: { ...state.view, leftOut } });
}

export type WritableField = Extract<PlannedField, { value: unknown }>;

export function isWritable(planned: PlannedField): planned is WritableField {
  return 'value' in planned;
}

/** Those that the person has left ticked, in the order of the page. */
export function chosenFields({ planned, leftOut }: Preview): readonly WritableField[] {
  return planned.filter(isWritable).filter(({ field }) => !leftOut.has(field));
}

/** The values leave the state with the view: from here on the page has them. */
export function approveFill(state: PopupState): PopupStep {
  const { view, form } = state;
  if (view.name !== 'preview' || form === undefined) return stay(state);
  const chosen = chosenFields(view);
  if (chosen.length === 0) return stay(state);
  const writes = chosen.map((planned) => writeOf(planned, form.fields));
  const labels = chosen.map(({ label }) => label);
  const given = new Set(chosen.map(({ kind }) => ATTRIBUTE_OF[kind]));
  const attributes = ATTRIBUTES.filter((attribute) => given.has(attribute));
  return show(state, { name: 'filling', labels }, [{ kind: 'fill-form', writes, attributes }]);
}

function writeOf({ field, value }: WritableField, fields: readonly FieldDescription[]): FieldWrite {
  const option = typeof value === 'number' ? fields[field]?.options[value] : undefined;
  return { field, value: option ?? String(value) };
}

export function reportFill(state: PopupState, outcome: FillOutcome): PopupStep {
  if (state.view.name !== 'filling') return stay(state);
  const { labels } = state.view;
  if (outcome === null) return show(state, { name: 'page-problem', problem: 'page-changed' });
  if (outcome.length !== labels.length) return show(state, { name: 'page-problem', problem: 'page-gone' });
  const refused = labels.filter((_label, index) => outcome[index] !== true);
  return show(state, { name: 'filled', filled: labels.length - refused.length, refused });
}

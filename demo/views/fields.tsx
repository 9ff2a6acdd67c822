/** @jsxImportSource hono/jsx */
import type { FieldText } from '../messages/messages.ts';
import type { Markup } from './markup.ts';

export interface FieldProps {
  readonly name: string;
  readonly text: FieldText;
  /** What was typed before. */
  readonly value: string;
  readonly isWrong: boolean;
}

interface TextFieldProps extends FieldProps {
  readonly autocomplete: string;
  readonly type?: 'text' | 'date';
  readonly maxlength?: number;
}

export function TextField({ autocomplete, type = 'text', maxlength, ...field }: TextFieldProps): Markup {
  const { value } = field;
  return (
    <div class="field">
      <Label {...field} />
      <input {...attributesOf(field)} {...{ type, value, autocomplete, maxlength }} />
      <Wrong {...field} />
    </div>
  );
}

interface ChoiceFieldProps extends FieldProps {
  readonly choices: readonly (readonly [value: string, text: string])[];
}

export function ChoiceField({ choices, ...field }: ChoiceFieldProps): Markup {
  return (
    <div class="field">
      <Label {...field} />
      <select {...attributesOf(field)}>
        {choices.map(([value, text]) => (
          <option value={value} selected={value === field.value}>
            {text}
          </option>
        ))}
      </select>
      <Wrong {...field} />
    </div>
  );
}

/** Never ticked beforehand. */
export function ConsentField(field: FieldProps): Markup {
  return (
    <div class="field consent">
      <input {...attributesOf(field)} type="checkbox" value="yes" checked={field.value === 'yes'} />
      <Label {...field} />
      <Wrong {...field} />
    </div>
  );
}

function Label({ name, text }: FieldProps) {
  return <label for={name}>{text.label}</label>;
}

function Wrong({ name, text, isWrong }: FieldProps) {
  return isWrong ? (
    <p class="wrong" id={`${name}-wrong`}>
      {text.wrong}
    </p>
  ) : null;
}

function attributesOf({ name, isWrong }: FieldProps) {
  const wrong = isWrong && { 'aria-invalid': 'true' as const, 'aria-describedby': `${name}-wrong` };
  return { id: name, name, required: true, ...wrong };
}

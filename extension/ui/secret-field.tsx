import type { JSX, RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { PinKind } from '../../shared/jpki.ts';
import { readPinCharacters } from '../popup/new-pin.ts';
import { type MessageKey, useText } from './text.ts';

export interface SecretFieldProps {
  readonly id: string;
  readonly label: string;
  readonly which: PinKind;
  /** The field is uncontrolled: its value is in the DOM alone. */
  readonly field: RefObject<HTMLInputElement>;
  readonly isShown: boolean;
  readonly hasFocusFirst?: boolean;
  /** Ids of what belongs to it. */
  readonly describedBy: string;
  /** What is wrong with the entry as it stands. */
  readonly hint: MessageKey | undefined;
  readonly onInput: (mistake: MessageKey | undefined) => void;
}

/** A field for one of the card's secrets, which keeps only the characters that the secret can have. */
export function SecretField(props: SecretFieldProps): JSX.Element {
  const { id, which, field, hint, hasFocusFirst = false } = props;
  const t = useText();
  const isPassword = which === 'digitalSignature';

  // Before the first paint, so that a digit typed as soon as the field is seen arrives in it.
  useLayoutEffect(() => {
    if (hasFocusFirst) field.current?.focus();
  }, [field, hasFocusFirst]);

  const keepCharacters = (input: HTMLInputElement): void => {
    const { characters, refused } = readPinCharacters(which, input.value);
    if (characters !== input.value) input.value = characters;
    props.onInput(refused ? (isPassword ? 'change_pin.characters_only' : 'pin.digits_only') : undefined);
  };

  return (
    <div class="secret">
      <label for={id}>{props.label}</label>
      <input
        ref={field}
        id={id}
        class={isPassword ? 'password' : 'digits'}
        type={props.isShown ? 'text' : 'password'}
        inputMode={isPassword ? 'text' : 'numeric'}
        autocapitalize="characters"
        autocomplete="off"
        spellcheck={false}
        aria-describedby={`${props.describedBy} ${id}-hint`}
        aria-invalid={hint !== undefined}
        onInput={(event) => {
          // What an input method has not finished is its own.
          if (!(event instanceof InputEvent && event.isComposing)) keepCharacters(event.currentTarget);
        }}
        onCompositionEnd={(event) => {
          keepCharacters(event.currentTarget);
        }}
      />
      <p class="hint" id={`${id}-hint`} role="status">
        {hint !== undefined && t(hint)}
      </p>
    </div>
  );
}

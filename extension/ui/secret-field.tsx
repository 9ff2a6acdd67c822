import type { ComponentChildren, JSX, RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { useFocusFirst } from './focus-first.ts';
import type { PinKind } from '../../shared/jpki.ts';
import { readPinCharacters } from './pin-characters.ts';
import { type MessageKey, useText } from './text.ts';

export interface SecretFieldProps {
  readonly id: string;
  readonly label: string;
  readonly which: PinKind;
  /** The field is uncontrolled: its value is in the DOM alone. */
  readonly field: RefObject<HTMLInputElement>;
  /** It is on its way: what was shown is hidden again. */
  readonly isSubmitting?: boolean;
  readonly hasFocusFirst?: boolean;
  /** Ids of what belongs to it. */
  readonly describedBy: string;
  /** What is wrong with the entry as it stands. */
  readonly hint: MessageKey | undefined;
  readonly onInput: (mistake: MessageKey | undefined) => void;
  /** Between the label and the field. */
  readonly children?: ComponentChildren;
  /** Beside the field, or beside the label of one that is as wide as the window. */
  readonly aside?: JSX.Element;
}

/** A field for one of the card's secrets, which keeps only the characters that the secret can have. */
export function SecretField(props: SecretFieldProps): JSX.Element {
  const { id, which, field, hint, isSubmitting = false, hasFocusFirst = false } = props;
  const t = useText();
  const [wantsShown, setWantsShown] = useState(false);
  const isShown = wantsShown && !isSubmitting;
  const isPassword = which === 'digitalSignature';

  useFocusFirst(() => (hasFocusFirst ? field.current : undefined), hasFocusFirst);

  const keepCharacters = (input: HTMLInputElement): void => {
    const { characters, refused } = readPinCharacters(which, input.value);
    if (characters !== input.value) input.value = characters;
    props.onInput(refused ? (isPassword ? 'change_pin.characters_only' : 'pin.digits_only') : undefined);
  };

  return (
    <div class="secret">
      <div class="secret-head">
        <label for={id} id={`${id}-label`}>
          {props.label}
        </label>
        {isPassword && props.aside}
      </div>
      {props.children}
      <div class="field">
        <input
          ref={field}
          id={id}
          class={isPassword ? 'password' : 'digits'}
          type={isShown ? 'text' : 'password'}
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
        <button
          class="show"
          id={`show-${id}`}
          type="button"
          aria-controls={id}
          aria-labelledby={`show-${id} ${id}-label`}
          onClick={() => {
            setWantsShown(!isShown);
          }}
        >
          {t(isShown ? 'pin.hide' : 'pin.show')}
        </button>
        {!isPassword && props.aside}
      </div>
      <p class="hint" id={`${id}-hint`} role="status">
        {hint !== undefined && t(hint)}
      </p>
    </div>
  );
}

import type { JSX } from 'preact';
import { SecretField, type SecretFieldProps } from './secret-field.tsx';
import { TriesLeft } from './tries-left.tsx';
import { WhichPin } from './which-pin.tsx';

export interface PinFieldProps
  extends Pick<SecretFieldProps, 'which' | 'label' | 'field' | 'hint' | 'isSubmitting' | 'onInput'> {
  /** What it looks like, or what it is not. */
  readonly note: string;
  readonly triesLeft: number;
}

/** The PIN that the card is to check: which of its secrets it is, the field, and the tries left. */
export function PinField({ note, triesLeft, ...secret }: PinFieldProps): JSX.Element {
  return (
    <SecretField
      {...secret}
      id="pin"
      hasFocusFirst
      describedBy="pin-note tries-left"
      aside={<TriesLeft which={secret.which} count={triesLeft} id="tries-left" />}
    >
      <p class="note" id="pin-note">
        {note}
      </p>
      <WhichPin pin={secret.which} />
    </SecretField>
  );
}

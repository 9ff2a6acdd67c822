import type { JSX } from 'preact';

export interface OptionsChoiceProps {
  readonly id: string;
  /** The radio buttons of one group share it. */
  readonly group: string;
  readonly title: string;
  readonly text?: string | undefined;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly lang?: string | undefined;
  readonly onChoose: () => void;
}

/** One of several, with a word on what it means. */
export function OptionsChoice(props: OptionsChoiceProps): JSX.Element {
  const { id, group, title, text, checked, disabled = false, lang, onChoose } = props;
  return (
    <div class="choice">
      <input
        id={id}
        type="radio"
        name={group}
        checked={checked}
        disabled={disabled}
        aria-describedby={text && `${id}-text`}
        onChange={onChoose}
      />
      <label for={id} lang={lang}>
        {title}
      </label>
      {text && (
        <p class="note" id={`${id}-text`}>
          {text}
        </p>
      )}
    </div>
  );
}

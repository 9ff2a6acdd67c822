import type { JSX } from 'preact';
import type { Attribute } from '../../shared/jpki.ts';
import { ATTRIBUTE_NAME } from './attribute-text.ts';
import { type MessageKey, useText } from './text.ts';

export interface AttributeChoiceProps {
  readonly legend: MessageKey;
  /** Those that there are to choose from. */
  readonly attributes: readonly Attribute[];
  /** What the site cannot do without is ticked and stays so. */
  readonly required: readonly Attribute[];
  readonly chosen: readonly Attribute[];
  readonly onChoose: (attribute: Attribute, chosen: boolean) => void;
}

/** What of the card is to be read, to be ticked. */
export function AttributeChoice(props: AttributeChoiceProps): JSX.Element {
  const { legend, attributes, required, chosen, onChoose } = props;
  const t = useText();
  return (
    <fieldset class="attributes" id="attributes">
      <legend class="visually-hidden">{t(legend)}</legend>
      {attributes.map((attribute) => {
        const isRequired = required.includes(attribute);
        return (
          <label key={attribute}>
            <input
              type="checkbox"
              name={attribute}
              checked={chosen.includes(attribute)}
              disabled={isRequired}
              onChange={(event) => {
                onChoose(attribute, event.currentTarget.checked);
              }}
            />
            <span>{t(ATTRIBUTE_NAME[attribute])}</span>
            {isRequired && <span class="required">{t('attributes.required')}</span>}
          </label>
        );
      })}
    </fieldset>
  );
}

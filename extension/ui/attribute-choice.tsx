import type { JSX } from 'preact';
import type { Attribute } from '../../shared/jpki.ts';
import type { ReadAttributesRequest } from '../../shared/page-protocol.ts';
import { ATTRIBUTE_NAME } from './attribute-text.ts';
import { useText } from './text.ts';

export interface AttributeChoiceProps {
  readonly request: ReadAttributesRequest;
  readonly chosen: readonly Attribute[];
  readonly onChoose: (attribute: Attribute, chosen: boolean) => void;
}

/** What the site would like, to be ticked; what it cannot do without is ticked and stays so. */
export function AttributeChoice({ request, chosen, onChoose }: AttributeChoiceProps): JSX.Element {
  const t = useText();
  return (
    <fieldset class="attributes" id="attributes">
      <legend class="visually-hidden">{t('attributes.choose')}</legend>
      {request.attributes.map((attribute) => {
        const isRequired = request.required?.includes(attribute) ?? false;
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

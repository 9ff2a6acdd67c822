import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { AttributeValues } from '../../shared/attributes.ts';
import type { Attribute } from '../../shared/jpki.ts';
import { ATTRIBUTE_NAME, attributeText } from './attribute-text.ts';
import { useFocusFirst } from './focus-first.ts';
import { useText } from './text.ts';

export interface ReviewProps {
  readonly chosen: readonly Attribute[];
  readonly attributes: AttributeValues;
  readonly onApprove: () => void;
  readonly onClose: () => void;
}

/** The very values that would be sent, before they are. The heading takes the focus: no key that is still held sends. */
export function Review({ chosen, attributes, onApprove, onClose }: ReviewProps): JSX.Element {
  const t = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusFirst(() => heading.current);
  return (
    <>
      <div class="content">
        <h1 ref={heading} tabIndex={-1}>
          {t('review.title')}
        </h1>
        <dl class="review">
          {chosen.map((attribute) => (
            <div key={attribute} data-attribute={attribute}>
              <dt>{t(ATTRIBUTE_NAME[attribute])}</dt>
              <dd lang={isJapanese(attribute) ? 'ja' : undefined}>
                {attributeText(attributes, attribute, t) ?? t('attribute.missing')}
              </dd>
            </div>
          ))}
        </dl>
        <p class="note">{t('review.text')}</p>
      </div>
      <footer>
        <button id="cancel" type="button" onClick={onClose}>
          {t('review.refuse')}
        </button>
        <button class="primary" id="approve" type="button" onClick={onApprove}>
          {t('review.send')}
        </button>
      </footer>
    </>
  );
}

/** As the card has it, whatever the language of the prompt. */
function isJapanese(attribute: Attribute): boolean {
  return attribute === 'name' || attribute === 'address';
}

/** Which attributes the person gives: nothing that the site did not ask for, and all that it cannot do without. */
import type { AttributeValues } from '../../shared/attributes.ts';
import { type Attribute, ATTRIBUTES } from '../../shared/jpki.ts';
import type { CardRequest } from '../../shared/page-protocol.ts';

/** Before the person has chosen: what is required. Whatever else the site would like, the person ticks. */
export function firstChoice(request: CardRequest): readonly Attribute[] {
  return request.method === 'readAttributes' ? (request.required ?? []) : [];
}

export function withChoice(
  request: CardRequest,
  chosen: readonly Attribute[],
  attribute: Attribute,
  isChosen: boolean,
): readonly Attribute[] {
  if (request.method !== 'readAttributes' || !request.attributes.includes(attribute)) return chosen;
  const wanted = new Set([...chosen, attribute]);
  if (!isChosen && !request.required?.includes(attribute)) wanted.delete(attribute);
  return ATTRIBUTES.filter((each) => wanted.has(each));
}

/** What the person chose, whatever else the host may have said. */
export function chosenValues(values: AttributeValues, chosen: readonly Attribute[]): AttributeValues {
  return Object.fromEntries(
    chosen
      .filter((attribute) => values[attribute] !== undefined)
      .map((attribute) => [attribute, values[attribute]]),
  );
}

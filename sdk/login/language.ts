export type Language = 'ja' | 'en';

/**
 * That of the nearest `lang` attribute, which is the element's own if it has one. Japanese where no page says anything,
 * since the card is; English for every language that the element does not speak.
 */
export function languageOf(element: Element): Language {
  const declared = declaredLanguage(element)?.toLowerCase();
  return declared === undefined || declared === '' || /^ja(?:-|$)/u.test(declared) ? 'ja' : 'en';
}

/** Inside another component's shadow tree, the language is that of the element which the component is. */
function declaredLanguage(element: Element): string | undefined {
  const nearest = element.closest('[lang]');
  if (nearest) return nearest.getAttribute('lang') ?? undefined;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? declaredLanguage(root.host) : undefined;
}

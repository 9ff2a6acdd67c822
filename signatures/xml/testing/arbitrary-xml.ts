/** Well-formed documents of every kind that canonical XML treats differently, spelled as people spell them. Not published. */
import fc from 'fast-check';

const PREFIXES = ['', 'a', 'B', 'c1', '日', 'é'];
const NAMESPACES = ['urn:one', 'urn:two', 'http://example.test/?a=1#b=%E4%B8%80'];
const LOCALS = ['x', 'Y', 'z-1', 'xmlnsfoo', 'Ｚ', '要素', '𠀋'];

const letters = fc.string({
  unit: fc.constantFrom(
    'a',
    ' ',
    '\t',
    '\n',
    '\r\n',
    '\r',
    '日',
    '𠀋',
    '\u2028',
    '\u0085',
    '>',
    "'",
    '&amp;',
    '&lt;',
    '&gt;',
    '&quot;',
    '&#xD;',
    '&#9;',
    '&#x2028;',
    '&#xA;',
  ),
  maxLength: 8,
});
const noEnd = (text: string): string => text.replaceAll('>', '');
const text = letters.map((value) => value.replaceAll(/\]\]>/gu, ''));
const cdata = letters.map((value) => `<![CDATA[${value.replaceAll(']]>', '')}<&]]>`);
const comment = letters.map((value) => `<!--${value}-->`);
const instruction = fc
  .tuple(fc.constantFrom('p', 'xml-stylesheet'), letters)
  .map(([target, data]) => `<?${target} ${noEnd(data)}?>`);

interface Draft {
  readonly prefix: string;
  readonly local: string;
  readonly declarations: readonly (readonly [prefix: string, uri: string])[];
  readonly attributes: readonly { readonly prefix: string; readonly local: string; readonly value: string }[];
  readonly quote: string;
  readonly children: readonly (Draft | string)[];
}

const { draft } = fc.letrec<{ draft: Draft }>((tie) => ({
  draft: fc.record({
    prefix: fc.constantFrom(...PREFIXES),
    local: fc.constantFrom(...LOCALS),
    declarations: fc.uniqueArray(fc.tuple(fc.constantFrom(...PREFIXES), fc.constantFrom('', ...NAMESPACES)), {
      selector: ([prefix]) => prefix,
      maxLength: 3,
    }),
    attributes: fc.array(
      fc.record({
        prefix: fc.constantFrom('xml', ...PREFIXES),
        local: fc.constantFrom(...LOCALS),
        value: letters,
      }),
      { maxLength: 4 },
    ),
    quote: fc.constantFrom('"', "'"),
    children: fc.array(
      fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        text,
        cdata,
        comment,
        instruction,
        tie('draft'),
      ),
      { maxLength: 4 },
    ),
  }),
}));

const around = fc.array(fc.oneof(comment, instruction), { maxLength: 2 }).map((leaves) => leaves.join('\n'));

/** With or without XML declaration, byte order mark, and whatever may stand around the root element. */
export const arbitraryXml: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '<?xml version="1.0"?>', '\ufeff<?xml version="1.0" encoding="UTF-8"?>\n'),
    around,
    draft,
    around,
  )
  .map(([declaration, before, root, after]) => `${declaration}${before}${spell(root, new Map())}${after}\n`);

/** With declarations for the prefixes that have none. */
function spell(element: Draft, outside: ReadonlyMap<string, string>): string {
  const declared = new Map(element.declarations.filter(([prefix, uri]) => prefix === '' || uri !== ''));
  const inScope = new Map([...outside, ...declared]);
  for (const { prefix } of [element, ...element.attributes]) {
    if (prefix === '' || prefix === 'xml' || inScope.has(prefix)) continue;
    declared.set(prefix, 'urn:one');
    inScope.set(prefix, 'urn:one');
  }
  const spelled = new Map<string, string>();
  for (const [prefix, uri] of declared) spelled.set(`xmlns${prefix && ':'}${prefix}`, `"${uri}"`);
  const expanded = new Set<string>();
  for (const { prefix, local, value } of element.attributes) {
    const key = `${prefix && (inScope.get(prefix) ?? prefix)} ${local}`;
    if (expanded.has(key)) continue;
    expanded.add(key);
    const quoted = element.quote === '"' ? value : value.replaceAll("'", '');
    spelled.set(qualify(prefix, local), `${element.quote}${quoted}${element.quote}`);
  }
  const name = qualify(element.prefix, element.local);
  const tag = [name, ...[...spelled].map(([key, value]) => `${key} = ${value}`)].join('\n ');
  const content = element.children.map((child) =>
    typeof child === 'string' ? child : spell(child, inScope),
  );
  return element.children.length === 0 ? `<${tag}/>` : `<${tag} >${content.join('')}</${name}\n>`;
}

function qualify(prefix: string, local: string): string {
  return prefix === '' ? local : `${prefix}:${local}`;
}

/** No screen says anything that is not in the catalogues, where it would be in one language only. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

/** Attributes that a person sees or hears. */
const SPOKEN: readonly string[] = ['aria-label', 'aria-description', 'alt', 'placeholder', 'title'];
const LETTERS = /[\p{L}]{2,}/u;
/** The same in every language. */
const PRODUCT_NAME = 'Kazasu';

it('text in the source of the screens comes from the catalogues', () => {
  const found = sources().flatMap((path) => textsIn(path, readFileSync(path, 'utf8')));
  expect(found).toEqual([]);
});

it.each([
  ['a text', 'const a = <p>Cancel</p>;', ['Cancel']],
  ['a name', 'const a = <button aria-label="Close" />;', ['Close']],
  ['a name in braces', 'const a = <img alt={"カード"} />;', ['カード']],
  ['a text in braces', "const a = <p>{'Hello'}</p>;", ['Hello']],
  ['a translated text', 'const a = <p class="note">{t(\'prompt.cancel\')}: 1</p>;', []],
])('%s is found where it stands', (_, source, texts) => {
  expect(textsIn('a.tsx', source).map((found) => found.replace('a.tsx: ', ''))).toEqual(texts);
});

function sources(): string[] {
  const folder = join(import.meta.dirname, '..');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((path) => path.endsWith('.tsx') && !path.includes('.test.'))
    .map((path) => join(folder, path));
}

function textsIn(path: string, source: string): string[] {
  const found: string[] = [];
  const note = (text: string): void => {
    if (LETTERS.test(text) && text.trim() !== PRODUCT_NAME) found.push(`${path}: ${text.trim()}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) note(node.text);
    if (
      ts.isJsxExpression(node) &&
      isShown(node) &&
      node.expression &&
      ts.isStringLiteralLike(node.expression)
    ) {
      note(node.expression.text);
    }
    if (ts.isJsxAttribute(node) && SPOKEN.includes(node.name.getText()) && node.initializer) {
      if (ts.isStringLiteral(node.initializer)) note(node.initializer.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return found;
}

/** Between tags, or as the value of an attribute that a person sees or hears. */
function isShown({ parent }: ts.JsxExpression): boolean {
  return !ts.isJsxAttribute(parent) || SPOKEN.includes(parent.name.getText());
}

/**
 * What a field asks for, out of what the page says of it: first by the `autocomplete` attribute, whose tokens are a
 * standard (HTML, "Autofill detail tokens"), then by Japanese and English words, the nearest to the field first.
 */
import type { FieldDescription } from './field-description.ts';
import { looksLikeDatePart } from './date-options.ts';

export type FieldKind =
  | 'name'
  | 'family-name'
  | 'given-name'
  | 'address'
  | 'prefecture'
  | 'city'
  | 'street'
  | 'birth-date'
  | 'birth-era'
  | 'birth-year'
  | 'birth-month'
  | 'birth-day'
  | 'sex'
  /** 個人番号: recognised in order to be left alone. */
  | 'individual-number';

/** @returns undefined for whatever the card cannot say, or the words leave open */
export function classifyField(field: FieldDescription): FieldKind | undefined {
  if (matches(INDIVIDUAL_NUMBER, wordsOf(field))) return 'individual-number';
  if (matches(SOMEBODY_ELSE, wordsOf(field))) return undefined;
  const token = autofillToken(field.autocomplete);
  if (token !== undefined) return KIND_BY_TOKEN[token];
  const about = [field.label, field.names, field.placeholder].map(normalise);
  const context = normalise(field.group);
  if (about.some((words) => matches(BIRTH, words)) || matches(BIRTH, context)) return birthPart(field);
  return kindByWords([...about, context]);
}

/** Tokens that say nothing of the kind are passed over: `section-*`, `shipping`, `billing`, `on`, `off`. */
function autofillToken(autocomplete: string): string | undefined {
  const token = autocomplete.trim().split(/\s+/u).at(-1) ?? '';
  return token === '' || token === 'on' || token === 'off' ? undefined : token;
}

const KIND_BY_TOKEN: Readonly<Record<string, FieldKind>> = {
  name: 'name',
  'family-name': 'family-name',
  'given-name': 'given-name',
  'street-address': 'address',
  'address-level1': 'prefecture',
  'address-level2': 'city',
  'address-line1': 'street',
  bday: 'birth-date',
  'bday-year': 'birth-year',
  'bday-month': 'birth-month',
  'bday-day': 'birth-day',
  sex: 'sex',
};

const INDIVIDUAL_NUMBER =
  /マイナンバー(?!カード)|個人番号(?!カード)|my ?number(?! ?card)|individual number|kojin ?bango/u;
/** The holder's name in such a field would be wrong, and easily overlooked. A 保護者 may well be the one who fills it in. */
const SOMEBODY_ELSE =
  /配偶者|緊急|代理人|保証人|家族|扶養|お子|子ども|子供|児童|生徒|園児|父|母|紹介者|同伴者|spouse|emergency|\bchild(?:ren)?\b|next of kin|dependent|guarantor|witness|haigusha|kinkyu/u;
const BIRTH = /生年月日|誕生日|birth|bday|\bdob\b|seinengappi|tanjo/u;

interface WordRow {
  readonly words: RegExp;
  /** Undefined where the words mean something that the card does not have. */
  readonly kind: FieldKind | undefined;
}

/** The first row that matches counts: the narrower word stands before the wider one that is part of it. */
const WORDS: readonly WordRow[] = [
  { words: /メール|e-?mail|\bmail\b|電話|\btel\b|phone|fax|\burl\b|\bip\b/u, kind: undefined },
  { words: /郵便|〒|\bzip\b|postal|post ?code/u, kind: undefined },
  { words: /カナ|かな|ふりがな|フリガナ|ヨミ|よみ|kana\b|furigana|ruby|ローマ字|romaji/u, kind: undefined },
  {
    words: /建物|マンション|アパート|ビル|部屋|号室|building|apartment|\bapt\b|line ?2|addr(?:ess)? ?2/u,
    kind: undefined,
  },
  {
    words: /会社|法人|団体|勤務先|学校|店|口座|名義|ユーザー|ログイン|ニックネーム|表示名/u,
    kind: undefined,
  },
  {
    words: /company|organi[sz]ation|user ?name|login|nick|account|school|file ?name|display/u,
    kind: undefined,
  },
  { words: /性別|\bsex\b|gender|seibetsu/u, kind: 'sex' },
  { words: /都道府県|prefecture|\bpref\b|todofuken|\bstate\b|province|\bregion\b/u, kind: 'prefecture' },
  { words: /市区町村|市町村|市区郡|\bcity\b|municipality|shikuchoson|locality/u, kind: 'city' },
  { words: /番地|丁目|町名|町域|以降の住所|それ以降|street|banchi|line ?1|addr(?:ess)? ?1/u, kind: 'street' },
  { words: /住所|居所|所在地|\baddr(?:ess)?\b|jusho/u, kind: 'address' },
  { words: /氏名|名前|full ?name|your name|\bshimei\b/u, kind: 'name' },
  { words: /姓|苗字|名字|^氏$|\bsei\b|last ?name|family ?name|surname/u, kind: 'family-name' },
  { words: /^お?名$|[(（]名[)）]|\bmei\b|first ?name|given ?name/u, kind: 'given-name' },
  { words: /^name$|^お名前/u, kind: 'name' },
];

/** Every source of words is asked in turn, so that a label outweighs the name of its group. */
function kindByWords(sources: readonly string[]): FieldKind | undefined {
  for (const source of sources) {
    const row = WORDS.find(({ words }) => words.test(source));
    if (row) return row.kind;
  }
  return undefined;
}

const BIRTH_PARTS: readonly { readonly words: RegExp; readonly kind: FieldKind }[] = [
  { words: /元号|年号|和暦|\bera\b|gengo/u, kind: 'birth-era' },
  { words: /(?<!生)年(?!月)|西暦|\byear\b|\byyyy$|\by$/u, kind: 'birth-year' },
  { words: /(?<!年)月(?!日)|\bmonth\b|\bmm$|\bm$/u, kind: 'birth-month' },
  { words: /(?<!月|誕生)日|(?<!birth)\bday\b|\bdd$|\bd$/u, kind: 'birth-day' },
];

/** A date in one field, or which part of it: by its options, by the unit behind it, then by its own words. */
function birthPart(field: FieldDescription): FieldKind {
  if (field.control === 'date') return 'birth-date';
  const byOptions = looksLikeDatePart(field.options);
  if (byOptions !== undefined) return byOptions;
  for (const source of [field.unit, field.label, field.names].map(normalise)) {
    const part = BIRTH_PARTS.find(({ words }) =>
      words.test(source.replace(/生年月日|birth ?da(?:y|te)|誕生日/gu, ' ')),
    );
    if (part) return part.kind;
  }
  return 'birth-date';
}

function wordsOf({ label, group, names, placeholder }: FieldDescription): string {
  return [label, group, names, placeholder].map(normalise).join(' ');
}

/** Half-width and full-width alike, lower case, and `lastName`, `last_name` and `last-name` as two words. */
export function normalise(text: string): string {
  return text
    .replace(/(?<=[a-z])(?=[A-Z])/gu, ' ')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.[\]:*]+/gu, ' ')
    .trim();
}

function matches(words: RegExp, source: string): boolean {
  return words.test(source);
}

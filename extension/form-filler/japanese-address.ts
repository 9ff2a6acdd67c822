/**
 * 住所 in its three parts. The card has it as one text; where a municipality ends is a matter of names, not of grammar,
 * so the rules below come with the exceptions that break them.
 */

export interface AddressParts {
  /** 都道府県; empty where the text has none. */
  readonly prefecture: string;
  /** 市区町村, with its district (郡) or ward (区); empty where it cannot be told. */
  readonly city: string;
  /** The rest. */
  readonly street: string;
}

export function splitAddress(address: string): AddressParts {
  const prefecture = PREFECTURE.exec(address)?.[0] ?? '';
  const rest = address.slice(prefecture.length);
  const city = cityAtStart(rest);
  return { prefecture, city, street: rest.slice(city.length).trim() };
}

const PREFECTURE = /^(?:東京都|北海道|京都府|大阪府|.{2,3}?県)/u;

/** Cities that have wards of their own (政令指定都市). */
const DESIGNATED =
  '札幌|仙台|さいたま|千葉|横浜|川崎|相模原|新潟|静岡|浜松|名古屋|京都|大阪|堺|神戸|岡山|広島|北九州|福岡|熊本';

/** The first that matches counts. A name that holds an ending of its own (玉村町, 四日市市) goes on to the last one. */
const CITY: readonly RegExp[] = [
  new RegExp(`^(?:${DESIGNATED})市.{1,4}?区`, 'u'),
  // The 23 wards of 東京都.
  /^[^市町村区]{1,4}区/u,
  // Districts, and first those whose own name holds an ending.
  /^余市郡.+?[町村]/u,
  /^(?:.村山|田村|[^市区町村]{1,5})郡[^市区]{1,6}?(?:町(?!町)|村(?!町))/u,
  /^.{1,7}?市(?!市)/u,
  // Islands of 東京都, which belong to no district.
  /^.{1,5}?(?:町(?!町)|村(?!町))/u,
];

function cityAtStart(text: string): string {
  for (const pattern of CITY) {
    const city = pattern.exec(text)?.[0];
    if (city !== undefined) return city;
  }
  return '';
}

/** A move, as three offices of the city have to hear of it: each has a form of its own, as the law or its rules have it. */

/** In the order in which they are shown. */
export const OFFICES = ['citizens', 'waterworks', 'library'] as const;
export type Office = (typeof OFFICES)[number];

export interface Move {
  /** For the offices to refer to; so that what was signed for one move is never taken for another. */
  readonly reference: string;
  readonly name: string;
  /** `YYYY-MM-DD`, as all days here. */
  readonly birthDate: string;
  readonly formerAddress: string;
  readonly newAddress: string;
  readonly movedOn: string;
  readonly today: string;
}

/** What is signed for one office. */
export interface Notification {
  readonly office: Office;
  readonly fileName: string;
  /** XML in UTF-8. */
  readonly xml: string;
}

/** Names in Japanese: whoever signs reads this very text. */
const FORMS: Readonly<Record<Office, { root: string; office: string; movedOn: string }>> = {
  citizens: { root: '転入届', office: '風見市役所 市民課', movedOn: '転入した日' },
  waterworks: { root: '水道使用開始届', office: '風見市水道局', movedOn: '使用を始める日' },
  library: { root: '利用者住所変更届', office: '風見市図書館', movedOn: '住所が変わった日' },
};

export function notificationsOf(move: Move): readonly Notification[] {
  return OFFICES.map((office) => ({
    office,
    fileName: `${FORMS[office].root}.xml`,
    xml: write(office, move),
  }));
}

function write(office: Office, move: Move): string {
  const form = FORMS[office];
  const fields = [
    ['届出先', form.office],
    ['受付番号', move.reference],
    ['届出の日', move.today],
    ['氏名', move.name],
    ['生年月日', move.birthDate],
    ['前の住所', move.formerAddress],
    ['新しい住所', move.newAddress],
    [form.movedOn, move.movedOn],
  ] as const;
  const lines = fields.map(([name, value]) => `  <${name}>${escapeXml(value)}</${name}>\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${form.root}>\n${lines.join('')}</${form.root}>\n`;
}

/** Of what stands between tags. */
function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

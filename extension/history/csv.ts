/**
 * A table as a file that spreadsheet programs open: RFC 4180, with a byte order mark, without which Excel does not take
 * it for UTF-8.
 */
export function csvFile(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`;
}

function csvCell(text: string): string {
  const harmless = isFormula(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** What spreadsheet programs calculate instead of showing it, in full width too (OWASP, "CSV Injection"). */
function isFormula(text: string): boolean {
  return /^[\s\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text);
}

/** The sheet's style sheet. */
export const SHEET_STYLE = `
:host{all:initial;position:fixed;inset:16px 16px auto auto;margin:0;border:0;padding:0;background:none}
section{font:14px/1.5 system-ui,sans-serif;padding:16px;border-radius:12px;background:#fff;color:#111;box-shadow:0 4px 24px #0004}
`;

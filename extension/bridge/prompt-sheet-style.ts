/**
 * The sheet's style sheet, adopted by its shadow root: a page's Content Security Policy governs style elements and
 * attributes in its documents, and leaves constructed style sheets alone. `all: initial` keeps the page's own styles out.
 */
export const PROMPT_SHEET_STYLE = `
:host{all:initial;color-scheme:light dark;position:fixed;inset:12px 12px auto auto;width:min(340px,calc(100vw - 24px));
border:0;padding:0;background:none;overflow:visible;
--surface:#fff;--text:#18202b;--subdued:#535f70;--line:#7a8699;--accent:#1a4f8f;--on-accent:#fff;--soft:#e3edf9}
:host(:popover-open){display:block}
*{box-sizing:border-box;margin:0}
section{display:grid;grid-template-columns:auto 1fr;gap:4px 12px;padding:16px;border:1px solid color-mix(in srgb,var(--line) 40%,#0000);
border-radius:14px;background:var(--surface);color:var(--text);font:15px/1.6 system-ui,sans-serif;box-shadow:0 8px 32px #0004}
section:lang(ja){font-family:"Hiragino Sans","Yu Gothic UI","Noto Sans JP","Noto Sans CJK JP",Meiryo,system-ui,sans-serif;word-break:auto-phrase}
svg{grid-row:span 3;width:32px;height:32px}
h2,p{grid-column:2}
h2,.note{font-size:13px;line-height:1.5;font-weight:400;color:var(--subdued)}
[role=status]{font-weight:600;text-wrap:balance}
div{grid-column:1/-1;display:flex;flex-wrap:wrap;gap:8px;margin-top:8px}
button{flex:1 0 auto;min-height:40px;padding:4px 16px;border:1px solid var(--line);border-radius:10px;background:var(--surface);color:inherit;font:inherit;cursor:pointer}
button:hover{background:var(--soft)}
.show{border-color:var(--accent);background:var(--accent);color:var(--on-accent);font-weight:600}
.show:hover{background:var(--accent);filter:brightness(.9)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.ground{fill:var(--accent)}.figure{fill:var(--on-accent)}.wave{fill:none;stroke:var(--on-accent);stroke-width:2.2;stroke-linecap:round}
@media(prefers-color-scheme:dark){:host{--surface:#1b2129;--text:#e9edf3;--subdued:#a9b4c3;--line:#8793a5;--accent:#8cb9f2;--on-accent:#0c1d33;--soft:#1f2f45}}
@media(prefers-reduced-motion:no-preference){
section{animation:arrive .25s ease-out}
section:not([data-step=done],[data-step=attention-needed]) .wave{animation:glow 1.6s ease-in-out infinite}
@keyframes arrive{from{opacity:0;transform:translateY(-12px)}}
@keyframes glow{50%{opacity:.25}}}
`;

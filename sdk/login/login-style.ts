/**
 * The element's style, as a constructed sheet: Content-Security-Policy does not apply to it, and no page has to allow
 * inline styles. Text outside the button has the page's colour and typeface; what is dark follows the page's own
 * `color-scheme`, not the person's system, because the page around it may know only light.
 *
 * Properties of its own begin with `--_kazasu-`: on the host, a page's `--kazasu-accent: var(--accent)` would go round
 * in a circle with one that is called `--accent` here.
 */
export const STYLE = `
:host {
  display: inline-block;
  max-inline-size: 100%;
  --_kazasu-accent: var(--kazasu-accent, #1a4f8f);
  --_kazasu-on-accent: var(--kazasu-on-accent, #ffffff);
  --_kazasu-problem: var(--kazasu-problem, #a81e1e);
}

@supports (color: light-dark(#000, #fff)) {
  :host {
    --_kazasu-accent: var(--kazasu-accent, light-dark(#1a4f8f, #8cb9f2));
    --_kazasu-on-accent: var(--kazasu-on-accent, light-dark(#ffffff, #0c1d33));
    --_kazasu-problem: var(--kazasu-problem, light-dark(#a81e1e, #ff9d94));
  }
}

:host([hidden]) {
  display: none;
}

* {
  box-sizing: border-box;
}

:lang(ja) {
  word-break: auto-phrase;
  line-break: strict;
}

button {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  gap: 0.625em;
  max-inline-size: 100%;
  min-block-size: max(2.75em, 2.75rem);
  margin: 0;
  padding: 0.5em 1.25em;
  /* Seen in forced colours alone. */
  border: 2px solid transparent;
  border-radius: var(--kazasu-radius, 0.625em);
  background: var(--_kazasu-accent);
  color: var(--_kazasu-on-accent);
  font: inherit;
  font-weight: 600;
  text-align: start;
  cursor: pointer;
}

button:hover {
  background: color-mix(in srgb, var(--_kazasu-accent) 85%, CanvasText);
}

button[aria-disabled="true"] {
  cursor: default;
}

:focus-visible {
  outline: 3px solid var(--_kazasu-accent);
  outline-offset: 3px;
}

svg,
.progress {
  flex: none;
  inline-size: 1.5em;
  block-size: 1.5em;
}

.progress {
  border: 0.2em solid currentColor;
  border-inline-start-color: transparent;
  border-radius: 50%;
}

[part="status"]:not(:empty),
[part="problem"]:not(:empty) {
  max-inline-size: 40em;
  margin-block-start: 0.75em;
}

.message {
  padding-inline-start: 0.875em;
  border-inline-start: 0.25em solid var(--_kazasu-accent);
}

[part="problem"] .message {
  border-color: var(--_kazasu-problem);
}

p {
  margin: 0;
}

[part="message-title"] {
  font-weight: 600;
}

[part="help-link"] {
  color: inherit;
  text-decoration: underline;
}

@media (prefers-reduced-motion: no-preference) {
  .progress {
    animation: turn 1.2s linear infinite;
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
}

@media (forced-colors: active) {
  .progress {
    forced-color-adjust: none;
    border-color: ButtonText;
    border-inline-start-color: ButtonFace;
  }
}
`;

/** WCAG 2.2 A and AA on all that a person opens: the toolbar's popup and its windows, the options, the own files. */
import { describe } from 'vitest';
import { OWN_SCENES } from '../scripts/screenshots/scenes.ts';
import { LANGUAGES, scenesAreAccessible, scenesAreAccessibleInFirefox } from './harness/accessible-scenes.ts';
import type { Spoken } from './harness/screen-reader.ts';
import { declareStage } from './harness/stage.ts';

const SPOKEN: Readonly<Record<string, readonly Spoken[]>> = {
  'files-chosen': [
    { role: 'status', states: { live: 'polite' } },
    { role: 'button', name: /^Remove 約束\.txt$/u, states: { focusable: true } },
  ],
  'files-signed': [{ role: 'heading', name: /^Signed \(3\)$/u, states: { focused: true } }],
};

describe.each(LANGUAGES)('chromium, %s', (language) => {
  const stage = declareStage('chromium', { launch: () => ({ language }) });
  scenesAreAccessible(stage, language, OWN_SCENES, { spoken: SPOKEN, longLists: ['fill-preview-long'] });
});

describe('firefox', () => {
  scenesAreAccessibleInFirefox(declareStage('firefox'), OWN_SCENES, [
    'popup',
    'change-pin-typed',
    'fill-preview',
    'fill-done',
    'files-chosen',
    'files-checked-issuer',
    'options',
    'options-sites',
    'options-history',
    'options-erase-history',
    'options-diagnosis',
  ]);
});

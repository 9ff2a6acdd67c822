import { describe, expect, it } from 'vitest';
import { pinEntry, TARO, WORKING } from '../card-dialogue/card-dialogue.fixture.ts';
import { advancePopup } from './popup-machine.ts';
import { initialPopupState } from './popup-state.ts';
import { expectTransition, FILL, FORM, popupAt, type PopupTransition } from './popup.fixture.ts';

const PREVIEW = advancePopup(popupAt(FILL, WORKING), { type: 'attributes-read', attributes: TARO }).state;

describe('filling in a form', () => {
  it.each<PopupTransition>([
    {
      what: 'looks for a card when the page has fields for it',
      from: initialPopupState(FILL),
      event: { type: 'form-described', form: FORM },
      view: { name: 'connecting' },
      effects: ['connect-host'],
    },
    {
      what: 'asks for nothing when the page has none',
      from: initialPopupState(FILL),
      event: { type: 'form-described', form: { ...FORM, fields: FORM.fields.slice(1, 2) } },
      view: { name: 'page-problem', problem: 'no-fields' },
    },
    ...['null', 'file://', 'chrome://settings'].map((origin) => ({
      what: `does not go on for ${origin}`,
      from: initialPopupState(FILL),
      event: { type: 'form-described', form: { ...FORM, origin } } as const,
      view: { name: 'page-problem', problem: 'page-closed' } as const,
    })),
    {
      what: 'says that a page is closed',
      from: initialPopupState(FILL),
      event: { type: 'page-refused', problem: 'page-closed' },
      view: { name: 'page-problem', problem: 'page-closed' },
    },
    {
      what: 'reads nothing when nothing is ticked',
      from: popupAt(FILL, pinEntry(), { chosen: [] }),
      event: { type: 'pin-submitted' },
      view: pinEntry(),
    },
    {
      what: 'writes nothing that has not been in the preview',
      from: popupAt(FILL, pinEntry()),
      event: { type: 'fill-approved' },
      view: pinEntry(),
    },
  ])('$what', expectTransition);

  it('shows what goes where, and lets the card go', () => {
    const { state, effects } = advancePopup(popupAt(FILL, WORKING), {
      type: 'attributes-read',
      attributes: TARO,
    });
    expect(effects).toEqual([{ kind: 'disconnect-host' }]);
    expect(state.view).toMatchObject({
      name: 'preview',
      planned: [{ value: '山田　太郎' }, { leftBecause: 'individual-number' }, { value: '男性' }],
    });
  });

  it('writes what is left ticked, and no more, and forgets the values', () => {
    const { state } = advancePopup(PREVIEW, { type: 'field-chosen', field: 2, chosen: false });
    const step = advancePopup(state, { type: 'fill-approved' });
    expect(step.effects).toEqual([
      { kind: 'fill-form', writes: [{ field: 0, value: '山田　太郎' }], attributes: ['name'] },
    ]);
    expect(step.state.view).toEqual({ name: 'filling', labels: ['氏名'] });
    expect(JSON.stringify(step.state)).not.toContain('山田');
  });

  it('writes nothing when every field is unticked', () => {
    const unticked = [0, 2].reduce(
      (state, field) => advancePopup(state, { type: 'field-chosen', field, chosen: false }).state,
      PREVIEW,
    );
    expect(advancePopup(unticked, { type: 'fill-approved' }).effects).toEqual([]);
  });

  const filling = advancePopup(PREVIEW, { type: 'fill-approved' }).state;

  it('says how many fields took it and which did not', () => {
    const step = advancePopup(filling, { type: 'filled', outcome: [true, false] });
    expect(step.state.view).toEqual({ name: 'filled', filled: 1, refused: ['性別'] });
    expect(step.effects).toEqual([]);
  });

  it.each([
    [null, 'page-changed'],
    [[], 'page-gone'],
    [[true], 'page-gone'],
  ] as const)('takes %j of a page for %s', (outcome, problem) => {
    const { view } = advancePopup(filling, { type: 'filled', outcome: outcome && [...outcome] }).state;
    expect(view).toEqual({ name: 'page-problem', problem });
  });
});

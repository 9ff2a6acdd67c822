import type { Attribute, PinKind } from '../../shared/jpki.ts';
import type { CardEffect, Step } from '../card-dialogue/step.ts';
import type { FieldWrite } from '../form-filler/form-protocol.ts';
import type { PopupState } from './popup-state.ts';

/** What the driver is to do; each is one call to the host or to the page. */
export type PopupEffect =
  | CardEffect
  | { readonly kind: 'open-card'; readonly reader: string; readonly pin: PinKind }
  | {
      readonly kind: 'fill-form';
      readonly writes: readonly FieldWrite[];
      /** What the page gets, by name, for the history. */
      readonly attributes: readonly Attribute[];
    };

export type PopupStep = Step<PopupState, PopupEffect>;

/** Signing one's own files as a pure function: which files, in which form, the prompt, and what came of it. */
import type { PageErrorCode } from '../../shared/errors.ts';
import type { DocumentRefusal } from '../../shared/signing.ts';
import type { Chosen, NotTaken, OwnFile } from './own-file.ts';
import type { OwnChoice } from './own-request.ts';
import type { SavedFile } from './saved-file.ts';
import type { SignedForm } from './signed-form.ts';

export interface RefusedFile {
  readonly name: string;
  readonly reason: DocumentRefusal;
}

export type SignStep =
  /** `ended` says how the prompt ended that has made no signatures, and for which file. */
  | { readonly name: 'choosing'; readonly ended?: PageErrorCode; readonly refused?: RefusedFile | undefined }
  /** The prompt is in the place of this page. */
  | { readonly name: 'prompt' }
  | {
      readonly name: 'signed';
      readonly saved: readonly SavedFile[];
      /** Those whose saving has begun; the page alone has the others. */
      readonly kept: ReadonlySet<SavedFile>;
    };

export interface SignState {
  readonly files: readonly OwnFile[];
  /** Of the files that were chosen last. */
  readonly notTaken: ReadonlyMap<NotTaken, readonly string[]>;
  readonly choice: OwnChoice;
  readonly step: SignStep;
}

export const INITIAL_SIGN_STATE: SignState = {
  files: [],
  notTaken: new Map(),
  choice: { form: 'inside', mark: false },
  step: { name: 'choosing' },
};

export type SignEvent =
  | { readonly type: 'files-added'; readonly chosen: Chosen }
  | { readonly type: 'file-removed'; readonly file: OwnFile }
  | { readonly type: 'form-chosen'; readonly form: SignedForm }
  | { readonly type: 'mark-chosen'; readonly mark: boolean }
  | { readonly type: 'prompt-opened' }
  /** Without signatures, or before it began, because another one is open. */
  | {
      readonly type: 'prompt-ended';
      readonly code: PageErrorCode;
      readonly refused?: RefusedFile | undefined;
    }
  | { readonly type: 'signed'; readonly saved: readonly SavedFile[] }
  | { readonly type: 'file-kept'; readonly file: SavedFile }
  /** With other files. */
  | { readonly type: 'started-again' };

/** What does not fit the step changes nothing. */
export function advanceSigning(state: SignState, event: SignEvent): SignState {
  if (event.type === 'signed') {
    return state.step.name === 'prompt'
      ? { ...state, notTaken: new Map(), step: { name: 'signed', saved: event.saved, kept: new Set() } }
      : state;
  }
  if (event.type === 'prompt-ended') {
    return state.step.name === 'signed'
      ? state
      : {
          ...state,
          notTaken: new Map(),
          step: { name: 'choosing', ended: event.code, refused: event.refused },
        };
  }
  if (event.type === 'started-again') {
    return state.step.name === 'signed' ? { ...INITIAL_SIGN_STATE, choice: state.choice } : state;
  }
  if (event.type === 'file-kept') {
    const { step } = state;
    return step.name === 'signed'
      ? { ...state, step: { ...step, kept: new Set([...step.kept, event.file]) } }
      : state;
  }
  return state.step.name === 'choosing' ? choose(state, event) : state;
}

/** Whether signatures would be lost with the page. */
export function hasUnsaved({ step }: SignState): boolean {
  return step.name === 'signed' && step.saved.some((file) => !step.kept.has(file));
}

type ChoosingEvent = Exclude<SignEvent, { type: 'signed' | 'prompt-ended' | 'started-again' | 'file-kept' }>;

function choose(state: SignState, event: ChoosingEvent): SignState {
  switch (event.type) {
    case 'files-added':
      return { ...state, ...event.chosen, step: { name: 'choosing' } };
    case 'file-removed':
      return { ...state, files: state.files.filter((file) => file !== event.file), notTaken: new Map() };
    case 'form-chosen':
      return { ...state, choice: { ...state.choice, form: event.form } };
    case 'mark-chosen':
      return { ...state, choice: { ...state.choice, mark: event.mark } };
    case 'prompt-opened':
      return state.files.length > 0 ? { ...state, step: { name: 'prompt' } } : state;
  }
}

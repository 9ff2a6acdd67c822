/** How far a request for signatures is: which documents there are, which of them the person has read, and which they sign. */
import type { CardRequest } from '../../shared/page-protocol.ts';
import type { RefusedDocument, SignRequest } from '../../shared/signing.ts';
import type { ListedDocument } from '../signing/listed-document.ts';

export interface SigningState {
  /** None before all of them have arrived. */
  readonly documents: readonly ListedDocument[];
  /** By their place in the request. */
  readonly chosen: ReadonlySet<number>;
  /** To their end. */
  readonly read: ReadonlySet<number>;
  /** The one that was opened last. */
  readonly opened?: number;
  /** Of what is going on: bytes that have arrived, or documents that are ready for the card. */
  readonly done: number;
  /** Which document cannot be signed, and why. */
  readonly refused?: RefusedDocument;
}

export function firstSigning(request: CardRequest): SigningState | undefined {
  return request.method === 'sign'
    ? { documents: [], chosen: new Set(), read: new Set(), done: 0 }
    : undefined;
}

/** What cannot be shown is not chosen until the person says so of each one. */
export function withDocuments(signing: SigningState, documents: readonly ListedDocument[]): SigningState {
  const seen = [...documents.keys()].filter((index) => documents[index]?.kind !== 'unseen');
  return { ...signing, documents, chosen: new Set(seen), done: 0 };
}

/** Whether the person decides about this document by itself. */
export function isAskedAbout(request: SignRequest, { kind }: ListedDocument): boolean {
  return kind === 'unseen' || request.mayLeaveOut === true;
}

export function withDocumentChoice(
  request: SignRequest,
  signing: SigningState,
  index: number,
  isChosen: boolean,
): SigningState {
  const document = signing.documents[index];
  if (!document || !isAskedAbout(request, document)) return signing;
  const chosen = new Set(signing.chosen);
  if (isChosen) chosen.add(index);
  else chosen.delete(index);
  return { ...signing, chosen };
}

export function withRead(signing: SigningState, index: number): SigningState {
  return { ...signing, read: new Set([...signing.read, index]) };
}

/** At least one document, and all of them where none may be left out. */
export function canSign(request: SignRequest, { documents, chosen }: SigningState): boolean {
  return request.mayLeaveOut === true ? chosen.size > 0 : chosen.size === documents.length;
}

/** Of those that are going to be signed, as far as the person does not leave them out. */
export function unreadCount(request: SignRequest, { documents, chosen, read }: SigningState): number {
  const signed = request.mayLeaveOut === true ? [...chosen] : [...documents.keys()];
  return signed.filter((index) => !read.has(index)).length;
}

/** Before a step begins, or begins again. */
export function withoutProgress<State extends { readonly signing: SigningState | undefined }>(
  state: State,
): State {
  return state.signing ? { ...state, signing: { ...state.signing, done: 0 } } : state;
}

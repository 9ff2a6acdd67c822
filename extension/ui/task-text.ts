/** What the prompt says of each kind of request. */
import type { CardRequest } from '../../shared/page-protocol.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { TitleAndText } from './card-view-text.ts';
import type { MessageKey } from './text.ts';

export interface TaskText {
  readonly asks: MessageKey;
  /** What the person is to do. */
  readonly title: MessageKey;
  /** The PIN by its name on the card's papers, and what it is not. */
  readonly pinLabel: MessageKey;
  readonly pinNotTheOther: MessageKey;
  readonly submit: MessageKey;
  /** What the site gets. */
  readonly disclosure: MessageKey;
  readonly working: MessageKey;
  readonly done: MessageKey;
  /** Where the general text is about another certificate or PIN. */
  readonly problems: Partial<Record<ErrorCode, Partial<TitleAndText>>>;
}

export const TASK_TEXT: Readonly<Record<CardRequest['method'], TaskText>> = {
  authenticate: {
    asks: 'authenticate.asks',
    title: 'pin.title',
    pinLabel: 'authenticate.pin_label',
    pinNotTheOther: 'authenticate.pin_not_the_other',
    submit: 'authenticate.submit',
    disclosure: 'authenticate.disclosure',
    working: 'authenticate.working',
    done: 'authenticate.done',
    problems: {},
  },
  readAttributes: {
    asks: 'attributes.asks',
    title: 'attributes.title',
    pinLabel: 'attributes.pin_label',
    pinNotTheOther: 'attributes.pin_not_the_other',
    submit: 'attributes.submit',
    disclosure: 'attributes.disclosure',
    working: 'attributes.working',
    done: 'attributes.done',
    problems: { 'pin-blocked': { text: 'attributes.pin_blocked' } },
  },
  sign: {
    asks: 'signing.asks',
    title: 'signing.title',
    pinLabel: 'signing.pin_label',
    pinNotTheOther: 'signing.pin_not_the_other',
    submit: 'signing.submit',
    disclosure: 'signing.disclosure',
    working: 'signing.working',
    done: 'signing.done',
    problems: {
      'pin-blocked': { text: 'signing.pin_blocked' },
      'certificate-missing': {
        title: 'signing.certificate_missing',
        text: 'signing.certificate_missing_text',
      },
      'certificate-expired': { text: 'signing.certificate_expired_text' },
    },
  },
};

/** The history's entries as a person reads them. */
import type {
  HistoryDocument,
  HistoryEntry,
  HistoryMethod,
  HistoryOutcome,
} from '../history/history-entry.ts';
import { searchedName } from '../site-name/site-name.ts';
import { ATTRIBUTE_NAME } from './attribute-text.ts';
import type { MessageKey, Translate } from './text.ts';
import { sortableTime } from './time-text.ts';

export const METHOD_TEXT: Readonly<Record<HistoryMethod, MessageKey>> = {
  authenticate: 'history.login',
  readAttributes: 'history.attributes',
  sign: 'history.signature',
  fillForm: 'history.form',
};

export const OUTCOME_TEXT: Readonly<Record<HistoryOutcome, MessageKey>> = {
  done: 'history.done',
  'extension-unavailable': 'history.extension_unavailable',
  'host-unavailable': 'history.host_unavailable',
  'invalid-request': 'history.invalid_request',
  'not-allowed': 'history.not_allowed',
  busy: 'history.busy',
  'user-cancelled': 'history.user_cancelled',
  'timed-out': 'history.timed_out',
  'card-unusable': 'history.card_unusable',
  'document-refused': 'history.document_refused',
  internal: 'history.internal',
};

const CERTIFICATE_TEXT: Readonly<Record<NonNullable<HistoryEntry['certificate']>, MessageKey>> = {
  userAuthentication: 'history.user_authentication',
  digitalSignature: 'history.digital_signature',
};

export interface GivenText {
  readonly title: MessageKey;
  readonly items: readonly string[];
}

/** What the site received: certificate, attributes, documents; nothing of what it did not. */
export function givenTexts(entry: HistoryEntry, t: Translate): readonly GivenText[] {
  const { certificate, attributes = [], documents = [] } = entry;
  const all: readonly GivenText[] = [
    { title: 'history.certificate', items: certificate ? [t(CERTIFICATE_TEXT[certificate])] : [] },
    { title: 'history.given', items: attributes.map((attribute) => t(ATTRIBUTE_NAME[attribute])) },
    {
      title: 'history.documents',
      items: documents.map((document) => t('history.document', [document.name, ...digestOf(document)])),
    },
  ];
  return all.filter(({ items }) => items.length > 0);
}

function digestOf(document: HistoryDocument): [algorithm: string, digest: string] {
  if ('sha256' in document) return ['SHA-256', document.sha256];
  return 'sha384' in document ? ['SHA-384', document.sha384] : ['SHA-512', document.sha512];
}

/** For the search: all that the entry shows. */
export function entryText(entry: HistoryEntry, t: Translate, times: Intl.DateTimeFormat): string {
  return [
    times.format(new Date(entry.time)),
    sortableTime(entry.time),
    entry.origin === undefined ? t('history.own_files') : searchedName(entry.origin),
    t(METHOD_TEXT[entry.method]),
    t(OUTCOME_TEXT[entry.outcome]),
    ...givenTexts(entry, t).flatMap(({ items }) => items),
    entry.simulated ? t('history.simulated') : '',
  ].join(' ');
}

const COLUMNS: readonly MessageKey[] = [
  'history.time',
  'history.site',
  'history.kind',
  'history.outcome',
  'history.certificate',
  'history.given',
  'history.documents',
  'history.simulated',
];

/** The history as a table, its head first. */
export function historyTable(entries: readonly HistoryEntry[], t: Translate): string[][] {
  const rows = entries.map((entry) => {
    const given = givenTexts(entry, t);
    const of = (title: MessageKey): string =>
      given.find((each) => each.title === title)?.items.join('; ') ?? '';
    return [
      sortableTime(entry.time),
      entry.origin ?? t('history.own_files'),
      t(METHOD_TEXT[entry.method]),
      t(OUTCOME_TEXT[entry.outcome]),
      of('history.certificate'),
      of('history.given'),
      of('history.documents'),
      entry.simulated ? t('history.simulated') : '',
    ];
  });
  return [COLUMNS.map((column) => t(column)), ...rows];
}

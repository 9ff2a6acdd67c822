/** @jsxImportSource hono/jsx */
import type { Account } from '../accounts.ts';
import type { Notified } from '../moving.ts';
import { datesIn } from '../messages/dates.ts';
import type { Language } from '../messages/language.ts';
import { MESSAGES } from '../messages/messages.ts';
import type { CheckedNotification } from '../moving/check-notification.ts';
import { renderPage } from './layout.tsx';
import type { Markup } from './markup.ts';
import { SimulatedNotice } from './simulated-notice.tsx';

interface Moved extends Notified {
  readonly id: string;
}

export function movedPage(language: Language, account: Account, { id, at, notifications }: Moved): Markup {
  const { moved: text } = MESSAGES[language];
  return renderPage({
    language,
    title: text.title,
    memberPage: 'moving',
    children: (
      <section class="page" data-page="moved">
        <h1>{text.title}</h1>
        {notifications.some(({ signature }) => signature.simulated) && (
          <SimulatedNotice language={language} />
        )}
        <p class="lead">{text.lead(datesIn(language).moment(at))}</p>
        <ul class="cards">
          {notifications.map((notification) => (
            <OfficeReceipt language={language} account={account} moveId={id} notification={notification} />
          ))}
        </ul>
        <p class="aside">{text.believed}</p>
      </section>
    ),
  });
}

interface OfficeReceiptProps {
  readonly language: Language;
  readonly account: Account;
  readonly moveId: string;
  readonly notification: CheckedNotification;
}

function OfficeReceipt({ language, account, moveId, notification }: OfficeReceiptProps) {
  const { moved: text, moving } = MESSAGES[language];
  const { office, fileName, signature } = notification;
  const { holder, claimedTime, certificate, revocation, time } = signature;
  const dates = datesIn(language);
  const isSameName = holder.name.text === account.profile.name;
  const isChecked = revocation.status === 'checked';
  const isProven = time.status === 'proven';
  const { checks } = text;
  const rows = [
    [true, checks.integrity],
    [true, checks.document],
    [true, checks.certificate(dates.day(certificate.notAfter))],
    [isChecked, checks.revocation(isChecked)],
    [isSameName, checks.name(isSameName)],
    [isProven, checks.time(isProven)],
  ] as const;
  return (
    <li class="card-entry" data-office={office}>
      <h2>
        {moving.offices[office].name}
        <span class="tag">{text.verified}</span>
      </h2>
      <div>
        <dl>
          <dt>{text.form}</dt>
          <dd>
            <a href={`/moving/${moveId}/${encodeURIComponent(fileName)}`} download={fileName}>
              {moving.offices[office].form}
            </a>
          </dd>
          <dt>{text.signer}</dt>
          <dd>{holder.name.text}</dd>
          <dt>{text.address}</dt>
          <dd>{holder.address.text}</dd>
          <dt>{text.claimedTime}</dt>
          <dd>{claimedTime ? dates.moment(claimedTime) : text.noTime}</dd>
        </dl>
        <h3>{text.checked}</h3>
        <ul class="checked">
          {rows.map(([holds, row]) => (
            <li data-holds={String(holds)}>{row}</li>
          ))}
        </ul>
      </div>
    </li>
  );
}

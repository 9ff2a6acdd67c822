import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ManagedSettings } from '../settings/managed-settings.ts';
import { searchedName } from '../site-name/site-name.ts';
import { listSites, type SiteRow } from '../sites/site-list.ts';
import type { SitePermission } from '../sites/site-permission.ts';
import { ConfirmedButton } from './confirm-dialog.tsx';
import type { OptionsActions, OptionsSectionProps } from './options-data.ts';
import { OptionsList } from './options-list.tsx';
import { SiteName } from './site-name.tsx';
import { type MessageKey, useText } from './text.ts';
import { timeFormat } from './time-text.ts';

/** Who has asked, and whether they may ask again. */
export function OptionsSites({ data, actions }: OptionsSectionProps): JSX.Element {
  const t = useText();
  const { history, blockedSites, managed, keptMonths } = data;
  const sites = useMemo(() => listSites(history, blockedSites, managed), [history, blockedSites, managed]);
  const times = timeFormat(t);
  return (
    <>
      <p>{t('sites.text')}</p>
      {keptMonths === 0 && <p class="note">{t('sites.none_kept')}</p>}
      <ManagedSites managed={managed} />
      {sites.length === 0 ? (
        <p class="panel" data-empty>
          {t('sites.none')}
        </p>
      ) : (
        <OptionsList
          id="sites"
          items={sites}
          keyOf={({ origin }) => origin}
          textOf={({ origin, permission }) => `${searchedName(origin)} ${t(permissionKey(permission))}`}
          renderItem={(site) => <Site site={site} times={times} actions={actions} />}
        />
      )}
    </>
  );
}

interface SiteProps {
  readonly site: SiteRow;
  readonly times: Intl.DateTimeFormat;
  readonly actions: OptionsActions;
}

function Site({ site, times, actions }: SiteProps): JSX.Element {
  const t = useText();
  const { origin, permission, lastAsked, timesAsked } = site;
  return (
    <article class="panel" data-origin={origin} data-allowed={permission.allowed}>
      <p class="head">
        <SiteName origin={origin} />
        <span class={permission.allowed ? 'badge' : 'badge bad'}>{t(permissionKey(permission))}</span>
      </p>
      {lastAsked !== undefined && (
        <p class="note">
          {t('sites.last_asked', [times.format(new Date(lastAsked))])}
          <br />
          {t('sites.times_asked', [timesAsked])}
        </p>
      )}
      <div class="actions">
        <BlockButton site={site} actions={actions} />
        <ConfirmedButton
          label={t('sites.forget')}
          accessibleName={t('sites.forget_site', [origin])}
          title={t('sites.forget_title')}
          text={t('sites.forget_text', [origin])}
          onConfirm={() => {
            actions.forgetSite(origin);
          }}
        />
      </div>
    </article>
  );
}

/** What the organisation has blocked only the organisation allows. */
function BlockButton({ site, actions }: Pick<SiteProps, 'site' | 'actions'>): JSX.Element | null {
  const t = useText();
  const { origin, permission } = site;
  if (!permission.allowed && permission.decidedBy === 'organisation') return null;
  return (
    <button
      type="button"
      aria-label={t(permission.allowed ? 'sites.block_site' : 'sites.allow_site', [origin])}
      onClick={() => {
        (permission.allowed ? actions.blockSite : actions.allowSite)(origin);
      }}
    >
      {t(permission.allowed ? 'sites.block' : 'sites.allow')}
    </button>
  );
}

function permissionKey({ allowed, decidedBy }: SitePermission): MessageKey {
  if (decidedBy === 'organisation') return allowed ? 'sites.allowed_managed' : 'sites.blocked_managed';
  return allowed ? 'sites.may_ask' : 'sites.blocked';
}

function ManagedSites({ managed }: { readonly managed: ManagedSettings }): JSX.Element {
  const t = useText();
  const { allowedSites, blockedSites } = managed;
  return (
    <>
      {allowedSites?.length === 0 && <p class="notice">{t('sites.managed_allowed_none')}</p>}
      <Patterns title={t('sites.managed_allowed')} patterns={allowedSites ?? []} />
      <Patterns title={t('sites.managed_blocked')} patterns={blockedSites} />
    </>
  );
}

interface PatternsProps {
  readonly title: string;
  readonly patterns: ManagedSettings['blockedSites'];
}

function Patterns({ title, patterns }: PatternsProps): JSX.Element | null {
  if (patterns.length === 0) return null;
  return (
    <details class="panel">
      <summary>{title}</summary>
      <ul class="patterns">
        {patterns.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </details>
  );
}

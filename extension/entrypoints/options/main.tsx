import { render } from 'preact';
import { browser } from 'wxt/browser';
import { HOST_NAMES } from '../../../manifests/identity.ts';
import { errorCodeOf } from '../../../shared/errors.ts';
import {
  eraseEntry,
  eraseHistory,
  pruneHistory,
  readHistory,
  readKeptMonths,
  storeKeptMonths,
} from '../../background/history-store.ts';
import { askDomains } from '../../background/ask-domains.ts';
import { readLanguage, storeLanguage } from '../../background/language-store.ts';
import { readManagedSettings } from '../../background/managed-store.ts';
import { allowSite, blockedSitesIn, blockSite, forgetSite } from '../../background/site-store.ts';
import { checkHost, type HostStatus } from '../../host-client/check-host.ts';
import { diagnose } from '../../host-client/diagnose.ts';
import { clientIdentity } from '../../host-client/client-identity.ts';
import { readHostChoice, storeHostChoice } from '../../host-client/host-choice.ts';
import { parseManagedSettings } from '../../settings/managed-settings.ts';
import { DomainsContext } from '../../ui/domains.ts';
import { chooseLanguage, localiseDocument, translate } from '../../ui/localise.ts';
import type { OptionsActions, OptionsData } from '../../ui/options-data.ts';
import { OptionsPage } from '../../ui/options-page.tsx';
import { optionsSection } from '../../ui/options-sections.ts';
import { TextContext } from '../../ui/text.ts';
import '../../ui/theme.css';
import '../../ui/confirm-dialog.css';
import '../../ui/options.css';

let data: OptionsData = {
  hostChoice: 'host',
  hostStatus: { kind: 'checking' },
  history: [],
  keptMonths: 24,
  blockedSites: new Set(),
  domains: new Map(),
  findings: undefined,
  language: 'browser',
  managed: parseManagedSettings({}),
  hasFailed: false,
};
let latestReading = 0;
let latestCheck = 0;
let latestDiagnosis = 0;

const actions: OptionsActions = {
  chooseHost: (choice) => {
    carryOut(storeHostChoice(choice));
  },
  checkHost: () => {
    carryOut(checkChosenHost());
  },
  blockSite: (origin) => {
    carryOut(blockSite(origin));
  },
  allowSite: (origin) => {
    carryOut(allowSite(origin));
  },
  forgetSite: (origin) => {
    carryOut(forgetSite(origin));
  },
  keepHistory: (months) => {
    carryOut(storeKeptMonths(months));
  },
  eraseEntry: (id) => {
    carryOut(eraseEntry(id));
  },
  eraseHistory: () => {
    carryOut(eraseHistory());
  },
  diagnose: () => {
    carryOut(diagnoseChosenHost());
  },
  chooseLanguage: (choice) => {
    carryOut(storeLanguage(choice));
  },
};

// What has expired is not read; that it goes need not be waited for.
readAgain().then(enterSection).then(pruneHistory).catch(showFailure);
// Whatever is changed, here, by a prompt or by the organisation, is shown.
browser.storage.onChanged.addListener((_changes, area) => {
  if (area === 'local' || area === 'managed') readAgain().catch(showFailure);
});
addEventListener('hashchange', enterSection);

function enterSection(): void {
  optionsSection(location.hash).onEnter?.(actions);
  show();
}

/** Does what the person has asked for, and shows what has become of it. */
function carryOut(deed: Promise<unknown>): void {
  data = { ...data, hasFailed: false };
  deed.then(readAgain).catch(showFailure);
}

function showFailure(): void {
  data = { ...data, hasFailed: true };
  show();
}

/** Only the latest counts: what an earlier one has read may have changed while it waited for the background. */
async function readAgain(): Promise<void> {
  const reading = ++latestReading;
  const stored = await browser.storage.local.get(null);
  const blockedSites = blockedSitesIn(stored);
  const [hostChoice, history, keptMonths, language, managed] = await Promise.all([
    readHostChoice(),
    readHistory(stored),
    readKeptMonths(),
    readLanguage(),
    readManagedSettings(),
  ]);
  const domains = await askDomains([...history.flatMap(({ origin }) => origin ?? []), ...blockedSites]);
  if (reading !== latestReading) return;
  await chooseLanguage(language);
  const isAnotherHost = latestCheck === 0 || hostChoice !== data.hostChoice;
  data = { ...data, hostChoice, history, keptMonths, blockedSites, domains, language, managed };
  if (isAnotherHost) await checkChosenHost();
  else show();
}

/** Here too: the person may have chosen again meanwhile. */
async function checkChosenHost(): Promise<void> {
  const check = ++latestCheck;
  data = { ...data, hostStatus: { kind: 'checking' } };
  show();
  const hostStatus = await checkHost(HOST_NAMES[data.hostChoice], clientIdentity()).catch(problem);
  if (check !== latestCheck) return;
  data = { ...data, hostStatus };
  show();
}

/** And here. */
async function diagnoseChosenHost(): Promise<void> {
  const turn = ++latestDiagnosis;
  data = { ...data, findings: undefined };
  show();
  const findings = await diagnose(await readHostChoice(), clientIdentity());
  if (turn === latestDiagnosis) data = { ...data, findings };
}

function problem(error: unknown): HostStatus {
  return { kind: 'problem', code: errorCodeOf(error) };
}

function show(): void {
  localiseDocument('options.title');
  render(
    <TextContext.Provider value={translate}>
      <DomainsContext.Provider value={data.domains}>
        <OptionsPage section={optionsSection(location.hash)} data={data} actions={actions} />
      </DomainsContext.Provider>
    </TextContext.Provider>,
    document.body,
  );
}

import { render } from 'preact';
import { HOST_NAMES } from '../../../manifests/identity.ts';
import { errorCodeOf } from '../../../shared/errors.ts';
import { checkHost, type HostStatus } from '../../host-client/check-host.ts';
import { clientIdentity } from '../../host-client/client-identity.ts';
import { type HostChoice, readHostChoice, storeHostChoice } from '../../host-client/host-choice.ts';
import { localiseDocument, translate } from '../../ui/localise.ts';
import { OptionsPage } from '../../ui/options-page.tsx';
import { TextContext } from '../../ui/text.ts';
import '../../ui/theme.css';
import '../../ui/options.css';

let latest = 0;

localiseDocument('options.title');
readHostChoice().then(showHost).catch(showProblem('host'));

async function choose(choice: HostChoice): Promise<void> {
  await storeHostChoice(choice);
  await showHost(choice);
}

/** Shows the choice and asks its host. Only the latest answer counts: the person may have chosen again meanwhile. */
async function showHost(choice: HostChoice): Promise<void> {
  const turn = ++latest;
  renderOptions(choice, { kind: 'checking' });
  const status = await checkHost(HOST_NAMES[choice], clientIdentity());
  if (turn === latest) renderOptions(choice, status);
}

/** For what fails before a host can be asked, the storage above all: the choice that still holds, and what is wrong. */
function showProblem(choice: HostChoice): (error: unknown) => void {
  return (error) => {
    latest++;
    renderOptions(choice, { kind: 'problem', code: errorCodeOf(error) });
  };
}

function renderOptions(choice: HostChoice, status: HostStatus): void {
  render(
    <TextContext.Provider value={translate}>
      <OptionsPage
        choice={choice}
        status={status}
        onChoose={(chosen) => {
          choose(chosen).catch(showProblem(choice));
        }}
        onCheckAgain={() => {
          showHost(choice).catch(showProblem(choice));
        }}
      />
    </TextContext.Provider>,
    document.body,
  );
}

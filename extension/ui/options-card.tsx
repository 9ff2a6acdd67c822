import type { JSX } from 'preact';
import type { HostChoice } from '../host-client/host-choice.ts';
import { OptionsChoice } from './options-choice.tsx';
import type { OptionsSectionProps } from './options-data.ts';
import { type MessageKey, useText } from './text.ts';
import { cardProblemKeys } from './card-view-text.ts';

/** Which card is used, and whether the helper for it answers. */
export function OptionsCard({ data, actions }: OptionsSectionProps): JSX.Element {
  const t = useText();
  const { hostChoice, hostStatus, managed } = data;
  return (
    <>
      <fieldset>
        <legend>{t('options.card')}</legend>
        {CARDS.map(({ choice, id, title, text }) => {
          const isRefused = choice === 'simulator' && !managed.simulator;
          return (
            <OptionsChoice
              key={id}
              id={id}
              group="card"
              title={t(title)}
              text={t(isRefused ? 'options.simulated_card_managed' : text)}
              checked={choice === hostChoice}
              disabled={isRefused}
              onChoose={() => {
                actions.chooseHost(choice);
              }}
            />
          );
        })}
      </fieldset>
      <section class="panel" aria-labelledby="helper">
        <h3 id="helper">{t('options.helper')}</h3>
        <p class="note">{t('options.helper_text')}</p>
        <HelperStatus data={data} />
        <button
          id="check-again"
          type="button"
          disabled={hostStatus.kind === 'checking'}
          onClick={actions.checkHost}
        >
          {t('options.check_again')}
        </button>
      </section>
    </>
  );
}

interface CardRow {
  readonly choice: HostChoice;
  readonly id: string;
  readonly title: MessageKey;
  readonly text: MessageKey;
}

const CARDS: readonly CardRow[] = [
  { choice: 'host', id: 'real-card', title: 'options.real_card', text: 'options.real_card_text' },
  {
    choice: 'simulator',
    id: 'simulated-card',
    title: 'options.simulated_card',
    text: 'options.simulated_card_text',
  },
];

function HelperStatus({ data }: Pick<OptionsSectionProps, 'data'>): JSX.Element {
  const t = useText();
  const { hostStatus, hostChoice } = data;
  const problem =
    hostStatus.kind === 'problem' ? cardProblemKeys(hostStatus.code, hostChoice === 'simulator') : undefined;
  return (
    <div
      class={`helper-status ${hostStatus.kind}`}
      id="helper-status"
      data-status={hostStatus.kind}
      role="status"
    >
      {hostStatus.kind === 'checking' && t('options.checking')}
      {hostStatus.kind === 'connected' && t('options.connected', [hostStatus.version])}
      {problem && (
        <>
          <strong>{t(problem.title)}</strong>
          <p>{t(problem.text)}</p>
        </>
      )}
    </div>
  );
}

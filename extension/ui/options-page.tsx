import type { JSX } from 'preact';
import type { HostChoice } from '../host-client/host-choice.ts';
import type { HostStatus } from '../host-client/check-host.ts';
import { Mark } from './mark.tsx';
import { SimulatedBanner } from './simulated-banner.tsx';
import { type MessageKey, useText } from './text.ts';
import { problemKeys } from './view-text.ts';

export interface OptionsPageProps {
  readonly choice: HostChoice;
  readonly status: HostStatus;
  readonly onChoose: (choice: HostChoice) => void;
  readonly onCheckAgain: () => void;
}

/** The options: which card is used, and whether the helper for it answers. */
export function OptionsPage({ choice, status, onChoose, onCheckAgain }: OptionsPageProps): JSX.Element {
  const t = useText();
  return (
    <>
      {choice === 'simulator' && <SimulatedBanner />}
      <main>
        <h1>
          <Mark />
          {t('options.title')}
        </h1>
        <fieldset>
          <legend>{t('options.card')}</legend>
          {CARDS.map((card) => (
            <CardChoice key={card.choice} {...card} isChosen={card.choice === choice} onChoose={onChoose} />
          ))}
        </fieldset>
        <section aria-labelledby="helper">
          <h2 id="helper">{t('options.helper')}</h2>
          <p class="note">{t('options.helper_text')}</p>
          <HelperStatus status={status} simulatorChosen={choice === 'simulator'} />
          <button id="check-again" type="button" disabled={status.kind === 'checking'} onClick={onCheckAgain}>
            {t('options.check_again')}
          </button>
        </section>
      </main>
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

interface CardChoiceProps extends CardRow, Pick<OptionsPageProps, 'onChoose'> {
  readonly isChosen: boolean;
}

function CardChoice({ choice, id, title, text, isChosen, onChoose }: CardChoiceProps): JSX.Element {
  const t = useText();
  return (
    <div class="choice">
      <input
        id={id}
        type="radio"
        name="card"
        checked={isChosen}
        aria-describedby={`${id}-text`}
        onChange={() => {
          onChoose(choice);
        }}
      />
      <label for={id}>{t(title)}</label>
      <p class="note" id={`${id}-text`}>
        {t(text)}
      </p>
    </div>
  );
}

interface HelperStatusProps extends Pick<OptionsPageProps, 'status'> {
  readonly simulatorChosen: boolean;
}

function HelperStatus({ status, simulatorChosen }: HelperStatusProps): JSX.Element {
  const t = useText();
  const problem = status.kind === 'problem' ? problemKeys(status.code, simulatorChosen) : undefined;
  return (
    <div class={`helper-status ${status.kind}`} id="helper-status" data-status={status.kind} role="status">
      {status.kind === 'checking' && t('options.checking')}
      {status.kind === 'connected' && t('options.connected', [status.version])}
      {problem && (
        <>
          <strong>{t(problem.title)}</strong>
          <p>{t(problem.text)}</p>
        </>
      )}
    </div>
  );
}

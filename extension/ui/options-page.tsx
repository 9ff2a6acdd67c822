import type { JSX, RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { useFocusFirst } from './focus-first.ts';
import { useFocusKept } from './focus-kept.ts';
import { Mark } from './mark.tsx';
import type { OptionsSectionProps } from './options-data.ts';
import { OPTIONS_SECTIONS, type OptionsSection } from './options-sections.ts';
import { SimulatedBanner } from './simulated-banner.tsx';
import { useText } from './text.ts';

export interface OptionsPageProps extends OptionsSectionProps {
  readonly section: OptionsSection;
}

/** The options: one section at a time, each with an address of its own, so that the navigation is a list of links. */
export function OptionsPage({ section, data, actions }: OptionsPageProps): JSX.Element {
  const t = useText();
  const { name, title, Content } = section;
  const heading = useRef<HTMLHeadingElement>(null);
  const noteClick = useFocusKept(data, heading);
  return (
    <>
      {data.hostChoice === 'simulator' && <SimulatedBanner />}
      <div class="options">
        <header>
          <h1>
            <Mark />
            {t('options.title')}
          </h1>
          <Navigation section={section} />
        </header>
        <main data-section={name} aria-labelledby="section-title" onClickCapture={noteClick}>
          <SectionTitle key={name} text={t(title)} heading={heading} />
          <ManagedMistakes data={data} />
          <p role="alert" class={data.hasFailed ? 'notice' : undefined}>
            {data.hasFailed && t('options.failed')}
          </p>
          <Content data={data} actions={actions} />
        </main>
      </div>
    </>
  );
}

function Navigation({ section }: Pick<OptionsPageProps, 'section'>): JSX.Element {
  const t = useText();
  return (
    <nav aria-label={t('options.sections')}>
      <ul>
        {OPTIONS_SECTIONS.map(({ name, title }) => (
          <li key={name}>
            <a href={`#${name}`} aria-current={name === section.name ? 'page' : undefined}>
              {t(title)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface SectionTitleProps {
  readonly text: string;
  readonly heading: RefObject<HTMLHeadingElement>;
}

/** Whoever has followed a link goes on reading here. */
function SectionTitle({ text, heading }: SectionTitleProps): JSX.Element {
  useFocusFirst(() => (document.activeElement?.matches('nav a') ? heading.current : undefined));
  return (
    <h2 id="section-title" tabIndex={-1} ref={heading}>
      {text}
    </h2>
  );
}

function ManagedMistakes({ data: { managed } }: Pick<OptionsSectionProps, 'data'>): JSX.Element | null {
  const t = useText();
  if (managed.mistakes.length === 0) return null;
  return <p class="notice">{t('options.managed_mistakes', [managed.mistakes.join(', ')])}</p>;
}

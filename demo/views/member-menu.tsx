/** @jsxImportSource hono/jsx */
import type { Language } from '../messages/language.ts';
import { MESSAGES } from '../messages/messages.ts';
import type { Markup } from './markup.ts';

const MEMBER_PAGES = ['account', 'moving', 'cards', 'verified'] as const;
export type MemberPage = (typeof MEMBER_PAGES)[number];

interface MemberMenuProps {
  readonly language: Language;
  readonly current: MemberPage;
}

export function MemberMenu({ language, current }: MemberMenuProps): Markup {
  const messages = MESSAGES[language];
  return (
    <nav class="member-menu" aria-label={messages.menu}>
      {MEMBER_PAGES.map((page) => (
        <a href={`/${page}`} aria-current={page === current ? 'page' : undefined}>
          {messages[page].title}
        </a>
      ))}
      {/* A form, because a link may be followed by anybody's page and any prefetching. */}
      <form method="post" action="/logout">
        <button type="submit" class="secondary" id="logout">
          {messages.logOut}
        </button>
      </form>
    </nav>
  );
}

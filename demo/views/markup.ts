import type { html } from 'hono/html';

/** What a view makes; everything in it is escaped by Hono. */
export type Markup = ReturnType<typeof html>;

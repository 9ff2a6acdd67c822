import { Hono } from 'hono';

const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css' };

/** What a page loads: by file name, the text that is to be served. */
export type Assets = Readonly<Record<string, string>>;

export function assetRoutes(assets: Assets): Hono {
  const routes = new Hono();
  for (const [name, text] of Object.entries(assets)) {
    const type = TYPES[name.split('.').pop() ?? ''] ?? 'text/plain';
    const headers = { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-cache' };
    routes.get(`/${name}`, (c) => c.body(text, 200, headers));
  }
  return routes;
}

/** For tests: somebody in front of the site, with a browser that keeps cookies, and with cards. */
import type { Demo } from './server.ts';
import type { TestCard } from './test-cards.ts';

export class Visitor {
  readonly #demo: Demo;
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();

  constructor(demo: Demo, origin: string) {
    this.#demo = demo;
    this.#origin = origin;
  }

  get cookie(): string {
    return [...this.#cookies].map((pair) => pair.join('=')).join('; ');
  }

  /** Without following redirects. */
  async send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { origin: this.#origin, cookie: this.cookie, ...(init.headers as object) };
    const response = await this.#demo.fetch(new Request(this.#origin + path, { ...init, headers }));
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = set.split(';', 1)[0]?.split('=') ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }

  async page(path: string): Promise<string> {
    return (await this.send(path)).text();
  }

  postJson(path: string, body: object): Promise<Response> {
    const headers = { 'content-type': 'application/json' };
    return this.send(path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  postForm(path: string, fields: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.send(path, { method: 'POST', body: new URLSearchParams(fields) });
  }

  /** What the page's script does, with what the card would answer. */
  async present(card: TestCard, to = '/login'): Promise<Response> {
    const answer = await this.postJson('/login/nonce', {});
    const { nonce } = (await answer.json()) as { nonce: string }; // what that endpoint answers
    return this.postJson(to, { token: card.token(this.#origin, nonce) });
  }
}

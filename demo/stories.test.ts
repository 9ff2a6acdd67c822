/** What people do on the site, from request to request, with the tokens of simulated cards. */
import { createMemoryNonceStore, type RevocationAnswer } from 'kazasu/verify';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Accounts, createMemoryAccounts } from './accounts.ts';
import { createDemo, type Demo, type DemoSettings } from './server.ts';
import { makeTestAuthority } from './test-cards.ts';
import { Visitor } from './test-visitor.ts';

const ORIGIN = 'http://localhost:3000';
const authority = makeTestAuthority();
const signers = { testTrustAnchors: [makeTestAuthority('JPKI for digital signature').certificate] };
const card = authority.issueCard();
const second = authority.issueCard();
const FORM = {
  name: '山田　太郎',
  address: '架空県見本市試験町一丁目２番３号',
  birthDate: '1980-01-02',
  sex: 'male',
  consent: 'yes',
};

let accounts: Accounts;
let demo: Demo;
beforeEach(() => {
  accounts = createMemoryAccounts({ maxAccounts: 100, maxCards: 3 });
  demo = demoWith({});
});

function demoWith(settings: Partial<DemoSettings>): Demo {
  return createDemo({
    origin: ORIGIN,
    testTrustAnchors: [authority.certificate],
    signers,
    nonces: createMemoryNonceStore(),
    accounts,
    accountKeySecrets: [{ id: 'a', secret: Buffer.alloc(32, 7) }],
    postsPerMinute: 1000,
    assets: {},
    ...settings,
  });
}

const visitor = (site = demo): Visitor => new Visitor(site, ORIGIN);

async function signedUp(by = card): Promise<Visitor> {
  const person = visitor();
  await person.present(by);
  expect((await person.postForm('/register', FORM)).headers.get('location')).toBe('/account');
  return person;
}

async function loggedIn(by = card, site = demo): Promise<Visitor> {
  const person = visitor(site);
  expect((await person.present(by)).status).toBe(200);
  return person;
}

const leadsTo = async (person: Visitor, path: string): Promise<string | null> =>
  (await person.send(path)).headers.get('location');

const cardIds = async (person: Visitor): Promise<string[]> =>
  [...(await person.page('/cards')).matchAll(/cards\/([\w-]+)\/unlink/gu)].map(([, id = '']) => id);

describe('signing up', () => {
  it('comes after the first log-in, and opens the account', async () => {
    const person = await loggedIn();
    expect(await leadsTo(person, '/account')).toBe('/register');
    expect(await person.page('/register')).toContain('利用者登録');
    const before = person.cookie;
    await person.postForm('/register', FORM);
    expect(person.cookie).not.toBe(before); // a session of its own again
    expect(await person.page('/account')).toContain('山田　太郎さん');
    expect(await leadsTo(person, '/')).toBe('/account');
    expect(await leadsTo(person, '/register')).toBe('/');
  });

  it.each(['name', 'address', 'birthDate', 'sex', 'consent'])('asks for %s again', async (field) => {
    const person = await loggedIn();
    const answer = await person.postForm('/register', { ...FORM, [field]: '' });
    expect(answer.status).toBe(422);
    const text = await answer.text();
    expect(text).toContain(`href="#${field}"`);
    expect(text).toContain(`aria-describedby="${field}-wrong"`);
    expect(text.match(/aria-invalid/gu)).toHaveLength(1);
    if (field !== 'address') expect(text).toContain(FORM.address);
    expect(await leadsTo(person, '/account')).toBe('/register');
  });

  it('shows what was typed as text', async () => {
    const person = await loggedIn();
    const answer = await person.postForm('/register', {
      ...FORM,
      name: '"><script>alert(1)</script>',
      sex: '',
    });
    expect(await answer.text()).not.toContain('<script>alert');
  });

  it('opens one account, however often the form is sent', async () => {
    const [one, other] = await Promise.all([loggedIn(), loggedIn()]);
    await one.postForm('/register', FORM);
    await other.postForm('/register', { ...FORM, name: '山田　次郎' });
    expect(await other.page('/account')).toContain('山田　太郎');
  });

  it('is not for those who have shown no card', async () => {
    const person = visitor();
    expect(await leadsTo(person, '/register')).toBe('/');
    expect((await person.postForm('/register', FORM)).headers.get('location')).toBe('/');
    expect(accounts.find('')).toBeUndefined();
  });

  it('refuses a form that is too large', async () => {
    const person = await loggedIn();
    expect((await person.postForm('/register', { ...FORM, name: 'a'.repeat(10_000) })).status).toBe(413);
  });
});

describe('logging in', () => {
  it('leads to the account again, in a new session', async () => {
    const before = await signedUp();
    await before.postForm('/logout');
    expect(await leadsTo(before, '/account')).toBe('/');
    const person = await loggedIn();
    expect(await person.page('/account')).toContain('山田　太郎');
  });

  it('is refused with the verifier’s code, and stays logged out', async () => {
    const person = visitor();
    const answer = await person.present({
      ...card,
      token: () => card.token('https://evil.example', 'n'.repeat(43)),
    });
    expect([answer.status, await answer.json()]).toEqual([401, { code: 'audience-mismatch' }]);
    expect(await leadsTo(person, '/account')).toBe('/');
  });

  it('takes a token once, and from nobody else', async () => {
    const person = visitor();
    const { nonce } = (await (await person.postJson('/login/nonce', {})).json()) as { nonce: string };
    const token = card.token(ORIGIN, nonce);
    const thief = visitor();
    await thief.postJson('/login/nonce', {});
    expect(await (await thief.postJson('/login', { token })).json()).toEqual({
      code: 'nonce-of-other-session',
    });
  });

  it('finds the account after the service has changed its secret, and moves it', async () => {
    await signedUp();
    const changed = { id: 'b', secret: Buffer.alloc(32, 8) };
    const during = demoWith({ accountKeySecrets: [changed, { id: 'a', secret: Buffer.alloc(32, 7) }] });
    const first = await loggedIn(card, during);
    expect(await first.page('/account')).toContain('山田　太郎');
    expect(await first.page('/verified')).toContain('新しい鍵の番号に移しました');
    const after = demoWith({ accountKeySecrets: [changed] });
    const later = await loggedIn(card, after);
    expect(await later.page('/account')).toContain('山田　太郎');
    expect(await later.page('/verified')).not.toContain('移しました');
  });
});

describe('cards', () => {
  it('a second one opens the same account', async () => {
    const person = await signedUp();
    expect((await person.present(second, '/cards')).status).toBe(200);
    expect(await (await loggedIn(second)).page('/account')).toContain('山田　太郎');
    expect(await cardIds(person)).toHaveLength(2);
  });

  it('the last one stays', async () => {
    const person = await signedUp();
    expect(await cardIds(person)).toEqual([]);
    await person.present(second, '/cards');
    const [one = '', other = ''] = await cardIds(person);
    expect((await person.postForm(`/cards/${other}/unlink`)).headers.get('location')).toBe('/cards');
    const answer = await person.postForm(`/cards/${one}/unlink`);
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('data-problem="last-card"');
    expect(await person.page('/account')).toContain('山田　太郎');
  });

  it('one that is taken out is a stranger’s, and its log-ins end', async () => {
    const person = await signedUp();
    await person.present(second, '/cards');
    const lost = await loggedIn(second);
    const [, other = ''] = await cardIds(person);
    await person.postForm(`/cards/${other}/unlink`);
    expect(await leadsTo(lost, '/account')).toBe('/');
    expect(await leadsTo(await loggedIn(second), '/account')).toBe('/register');
  });

  it.each([
    ['card-already-linked', async () => await signedUp(), () => card],
    [
      'card-of-other-account',
      async () => {
        await signedUp(second);
        return signedUp();
      },
      () => second,
    ],
    [
      'too-many-cards',
      async () => {
        const person = await signedUp();
        for (let count = 1; count < 3; count += 1) await person.present(authority.issueCard(), '/cards');
        return person;
      },
      () => authority.issueCard(),
    ],
  ])('%s', async (code, person, added) => {
    const answer = await (await person()).present(added(), '/cards');
    expect([answer.status, await answer.json()]).toEqual([409, { code }]);
  });

  it('are added and taken out soon after a log-in alone', async () => {
    const person = await signedUp();
    await person.present(second, '/cards');
    const [one = ''] = await cardIds(person);
    vi.useFakeTimers({ now: Date.now() + 11 * 60_000, toFake: ['Date'] });
    try {
      const added = await person.present(authority.issueCard(), '/cards');
      expect([added.status, await added.json()]).toEqual([403, { code: 'login-too-old' }]);
      expect((await person.postForm(`/cards/${one}/unlink`)).status).toBe(403);
    } finally {
      vi.useRealTimers();
    }
    expect(await cardIds(person)).toHaveLength(2);
  });

  it('of somebody else are out of reach', async () => {
    const other = await signedUp(second);
    await other.present(authority.issueCard(), '/cards');
    const [id = ''] = await cardIds(other);
    const person = await signedUp();
    await person.postForm(`/cards/${id}/unlink`);
    expect(await cardIds(other)).toHaveLength(2);
  });
});

describe('moving house', () => {
  const MOVE = { newAddress: '風見市本町<１丁目>', movedOn: new Date().toISOString().slice(0, 10) };

  it('is written into a form for each office, with what the account says', async () => {
    const answer = await (await signedUp()).postJson('/moving', MOVE);
    const { documents } = (await answer.json()) as { documents: { name: string; content: string }[] };
    expect(documents.map(({ name }) => name)).toEqual([
      '転入届.xml',
      '水道使用開始届.xml',
      '利用者住所変更届.xml',
    ]);
    for (const { content } of documents) {
      expect(content).toContain('<氏名>山田　太郎</氏名>');
      expect(content).toContain('<新しい住所>風見市本町&lt;１丁目&gt;</新しい住所>');
    }
  });

  it.each<[string, object]>([
    ['no address', { ...MOVE, newAddress: ' ' }],
    ['no day', { ...MOVE, movedOn: '' }],
    ['a day long ago', { ...MOVE, movedOn: '2001-01-01' }],
    ['nothing', {}],
  ])('takes no form with %s', async (_name, form) => {
    const answer = await (await signedUp()).postJson('/moving', form);
    expect([answer.status, await answer.json()]).toEqual([422, { code: 'move-incomplete' }]);
  });

  it('is not notified with forms that nobody has signed, and only once', async () => {
    const person = await signedUp();
    const { id, documents } = await begin(person);
    const forms = { signed: documents.map(({ content }) => content) };
    const answer = await person.postJson(`/moving/${id}/signed`, forms);
    expect([answer.status, await answer.json()]).toEqual([422, { code: 'signature-missing' }]);
    expect((await person.postJson(`/moving/${id}/signed`, forms)).status).toBe(404);
    expect(await leadsTo(person, `/moving/${id}`)).toBe('/moving');
  });

  it('of somebody else is out of reach', async () => {
    const { id } = await begin(await signedUp());
    const other = await signedUp(second);
    expect((await other.postJson(`/moving/${id}/signed`, { signed: [] })).status).toBe(404);
  });

  it('is for members alone', async () => {
    expect(await leadsTo(visitor(), '/moving')).toBe('/');
    expect((await visitor().postJson('/moving', MOVE)).headers.get('location')).toBe('/');
  });

  async function begin(person: Visitor) {
    const answer = await person.postJson('/moving', MOVE);
    return (await answer.json()) as { id: string; documents: { content: string }[] }; // as it answers
  }
});

describe('what was checked', () => {
  const answer = (answers: RevocationAnswer): Pick<DemoSettings, 'revocation'> => ({
    revocation: { check: () => Promise.resolve(answers) },
  });
  const asOf = new Date('2026-04-01T03:04:05Z');

  it('is shown in its order, with an account key that is shortened', async () => {
    const text = await (await signedUp()).page('/verified');
    expect([...text.matchAll(/data-check="(\w+)"/gu)].map(([, name]) => name)).toEqual([
      'token',
      'issuer',
      'policy',
      'validity',
      'signature',
      'audience',
      'nonce',
      'time',
      'revocation',
      'account',
    ]);
    expect(text).toContain('模擬カード');
    expect(text).toContain(ORIGIN);
    expect(text).toContain('not-checked');
    expect(text).toMatch(/a\.[\w-]{10}…[\w-]{4}/u);
    expect(text).not.toMatch(/a\.[\w-]{43}/u);
  });

  it('says who was asked about revocation, and as of when', async () => {
    demo = demoWith(answer({ status: 'good', by: 'ocsp', asOf }));
    const text = await (await signedUp()).page('/verified?lang=en');
    expect(text).toContain('checked by ocsp, as of 1 April 2026');
    expect(text).toContain('12:04:05');
  });

  it.each<[string, RevocationAnswer]>([
    ['certificate-revoked', { status: 'revoked', by: 'ocsp', revokedAt: asOf }],
    ['revocation-unavailable', { status: 'unavailable', reason: 'ocsp-unreachable' }],
  ])('lets nobody in with %s', async (code, revocation) => {
    await signedUp();
    demo = demoWith(answer(revocation));
    const person = visitor();
    const refused = await person.present(card);
    expect([refused.status, await refused.json()]).toEqual([401, { code }]);
    expect(await leadsTo(person, '/account')).toBe('/');
  });
});

it('reminds of a certificate that ends soon', async () => {
  const soon = authority.issueCard({ notAfter: new Date(Date.now() + 30 * 86_400_000) });
  const reminder = 'このカードの証明書は';
  expect(await (await signedUp(soon)).page('/account')).toContain(reminder);
  expect(await (await signedUp()).page('/account')).not.toContain(reminder);
});

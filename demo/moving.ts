/**
 * A move, notified to three offices in one go (ワンストップ): the server writes the forms, the person signs all of them with
 * one password, and each office verifies its own. What Kazasu adds is `sign` in `page/moving.ts` and `verifyXml` here.
 */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { validator } from 'hono/validator';
import type { DocumentVerifier } from 'kazasu/verify';
import * as v from 'valibot';
import type { MemberVariables, Members } from './members.ts';
import { languageOf } from './messages/language.ts';
import { checkNotification, type CheckedNotification } from './moving/check-notification.ts';
import { readMove } from './moving/move-form.ts';
import { type Notification, notificationsOf } from './moving/notification.ts';
import { createSessionStore } from './sessions.ts';
import { movedPage } from './views/moved-page.tsx';
import { movingPage } from './views/moving-page.tsx';

/** Of three signed forms as JSON. */
const BODY_MAX_BYTES = 128 * 1024;

const signedForms = v.object({ signed: v.array(v.string()) });

/** A move that somebody has begun. */
interface Begun {
  readonly accountId: string;
  readonly notifications: readonly Notification[];
}

/** A move that the offices have heard of, and what they have verified. */
export interface Notified {
  readonly accountId: string;
  readonly at: Date;
  readonly notifications: readonly CheckedNotification[];
}

const limits = { maxSessions: 1000 } as const;

export function movingRoutes(members: Members, verifier: DocumentVerifier): Hono<MemberVariables> {
  const begun = createSessionStore<Begun>({ ...limits, lifetimeSeconds: 45 * 60 });
  const notified = createSessionStore<Notified>({ ...limits, lifetimeSeconds: 60 * 60 });
  const routes = new Hono<MemberVariables>();
  routes.use('/moving', members.only);
  routes.use('/moving/*', members.only, bodyLimit({ maxSize: BODY_MAX_BYTES }));
  const json = validator('json', (body: unknown) => body);

  routes.get('/moving', (c) => c.html(movingPage(languageOf(c), c.get('member'))));

  routes.post('/moving', json, (c) => {
    const { account } = c.get('member');
    const move = readMove(c.req.valid('json'), account.profile);
    if (!move) return c.json({ code: 'move-incomplete' }, 422);
    const notifications = notificationsOf(move);
    const { id } = begun.start({ accountId: account.id, notifications });
    return c.json({
      id,
      documents: notifications.map(({ fileName, xml }) => ({ name: fileName, content: xml })),
    });
  });

  routes.post('/moving/:id/signed', json, async (c) => {
    const { account } = c.get('member');
    const id = c.req.param('id');
    const move = begun.find(id)?.data;
    const body = v.safeParse(signedForms, c.req.valid('json'));
    if (move?.accountId !== account.id || !body.success) return c.json({ code: 'refused' }, 404);
    begun.end(id); // once, whatever comes of it
    const { signed } = body.output;
    const checked = await Promise.all(
      move.notifications.map((notification, index) =>
        checkNotification(notification, signed[index] ?? '', verifier),
      ),
    );
    const notifications: CheckedNotification[] = [];
    for (const notification of checked) {
      // All of them or none: nobody has moved to the library alone.
      if ('refused' in notification) return c.json({ code: notification.refused }, 422);
      notifications.push(notification);
    }
    return c.json({ id: notified.start({ accountId: account.id, at: new Date(), notifications }).id });
  });

  const notifiedBy = (accountId: string, id: string): Notified | undefined => {
    const move = notified.find(id)?.data;
    return move?.accountId === accountId ? move : undefined;
  };

  routes.get('/moving/:id', (c) => {
    const { account } = c.get('member');
    const id = c.req.param('id');
    const move = notifiedBy(account.id, id);
    return move ? c.html(movedPage(languageOf(c), account, { ...move, id })) : c.redirect('/moving', 303);
  });

  routes.get('/moving/:id/:fileName', (c) => {
    const move = notifiedBy(c.get('member').account.id, c.req.param('id'));
    const file = move?.notifications.find(({ fileName }) => fileName === c.req.param('fileName'));
    if (!file) return c.redirect('/moving', 303);
    return c.body(file.signed, 200, {
      'Content-Type': 'application/xml',
      'Content-Disposition': 'attachment',
    });
  });

  return routes;
}

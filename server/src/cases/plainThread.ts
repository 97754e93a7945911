/**
 * A thread without JavaScript. The secret of its emails' link stands after the `#`, which browsers send to nobody; so whoever has no
 * scripts gives the link in a form. It comes in the body of that request and stays in a cookie of this page for an hour: no
 * address, log or referrer holds it.
 */
import { type MessageThread, messageText, topicNames } from '@holdfast/shared/cases';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { cookieOptions } from '../accounts/index.ts';
import { readMarketplace } from '../marketplace/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import { escapeHtml } from '../platform/escapeHtml.ts';
import {
  type AnyEndpoint,
  answerPage,
  type Ctx,
  endpoint,
  networkOf,
  type RateLimit,
} from '../platform/http/index.ts';
import { Problem } from '../platform/problem.ts';
import { addToThread, caseOfToken, readThread } from './threads.ts';

const address = '/api/messages/plain';
const cookieName = 'holdfast_thread';
/** How long a browser may read a thread that it opened, milliseconds. */
const openForMs = 60 * 60_000;

const answer = (ctx: Ctx, parts: readonly string[], status = 200) =>
  answerPage(ctx, 'Your messages with us', parts, status);

const alert = (words: string | null) => (words === null ? '' : `<p role="alert">${escapeHtml(words)}</p>`);

/** Asks for the link. */
const linkForm = (why: string | null) => [
  alert(why),
  `<form method="post" action="${address}/open"><label for="link">The link of our email</label>
<input id="link" name="link" required autocomplete="off"><p class="small">Copy the whole link “Your messages with us” out of our newest email, and paste it here.</p>
<button type="submit">Read my messages</button></form><p><a href="/contact">Or write to us anew</a></p>`,
];

const threadPage = (
  { topic, order, isClosed, messages }: MessageThread,
  { zone, why, isSent }: { zone: string; why: string | null; isSent: boolean },
) => [
  `<p class="small">${escapeHtml(topicNames[topic])}${order === null ? '' : `, order ${escapeHtml(order.code)}, ${escapeHtml(order.event)}`}.</p>`,
  `<ol>${messages
    .map(({ at, from, text }) => {
      const when = DateTime.fromISO(at, { zone }).setLocale('en-US').toFormat('LLL d, yyyy, h:mm a ZZZZ');
      return `<li class="${from}"><p class="small">${from === 'you' ? 'You' : 'Our team'}, ${escapeHtml(when)}</p><p>${escapeHtml(text)}</p></li>`;
    })
    .join('')}</ol>`,
  isClosed ? '<p>We think that this is done. Write again and it isn’t.</p>' : '',
  isSent ? '<p role="status">It is with our team.</p>' : '',
  alert(why),
  `<form method="post" action="${address}"><label for="text">Add to it</label>
<textarea id="text" name="text" rows="6" required minlength="5" maxlength="4000"></textarea>
<p class="small">Never write a card’s number: we don’t need it.</p><button type="submit">Send the message</button></form>`,
];

const wordsOf = (error: unknown): string => {
  if (error instanceof Problem) return error.message;
  throw error;
};

export function plainThreadRoutes(
  app: AppContext,
  { opens, answers }: { opens: RateLimit; answers: RateLimit },
): AnyEndpoint[] {
  const common = { tag: 'Messages', problems: ['too_many_requests'] } as const;
  /** The thread that this browser opened; null: none, or its hour is over. */
  const openedCase = (ctx: Ctx): string | null => {
    try {
      return caseOfToken(app, ctx.cookies.get(cookieName) ?? '');
    } catch {
      return null;
    }
  };
  async function show(
    ctx: Ctx,
    caseId: string,
    more: { why: string | null; isSent: boolean },
  ): Promise<undefined> {
    const { thread, zone } = await inTransaction(app.db, async (trx) => ({
      thread: await readThread(trx, caseId),
      zone: (await readMarketplace(trx)).timeZone,
    }));
    return answer(ctx, threadPage(thread, { zone, ...more }), more.why === null ? 200 : 422);
  }
  return [
    endpoint({
      ...common,
      method: 'get',
      path: '/messages/plain',
      query: z.object({ sent: z.literal('yes').optional() }),
      summary:
        'A thread as a page without JavaScript, once its link was given; before, the form that asks for it',
      async handle(ctx, { query }) {
        const caseId = openedCase(ctx);
        if (caseId === null) return answer(ctx, linkForm(null));
        return show(ctx, caseId, { why: null, isSent: query.sent === 'yes' });
      },
    }),
    endpoint({
      ...common,
      method: 'post',
      path: '/messages/plain/open',
      bodyComesAs: 'form',
      body: z.object({ link: z.string().max(1_000).default('') }),
      summary: 'Give the link of the email: this browser may read its thread for an hour',
      async handle(ctx, { body: { link } }) {
        await opens.consume(networkOf(ctx.ip));
        const token = link.trim().replace(/^.*#/s, '');
        try {
          caseOfToken(app, token);
        } catch (error) {
          return answer(ctx, linkForm(wordsOf(error)), 410);
        }
        const options = { ...cookieOptions(app, openForMs), path: '/api/messages' };
        if (options.secure) ctx.cookies.secure = true;
        ctx.cookies.set(cookieName, token, options);
        ctx.redirect(address);
        ctx.status = 303;
        return undefined;
      },
    }),
    endpoint({
      ...common,
      method: 'post',
      path: '/messages/plain',
      bodyComesAs: 'form',
      body: z.object({ text: z.string().max(10_000).default('') }),
      summary: 'Add to the thread that this browser opened; answered with its page',
      async handle(ctx, { body }) {
        const caseId = openedCase(ctx);
        if (caseId === null) return answer(ctx, linkForm('An hour has passed. Give the link again.'), 410);
        const text = messageText.safeParse(body.text);
        if (!text.success)
          return show(ctx, caseId, {
            why: text.error.issues[0]?.message ?? 'Write your message.',
            isSent: false,
          });
        await answers.consume(caseId);
        try {
          await inTransaction(app.db, (trx) => addToThread(trx, app, caseId, text.data));
        } catch (error) {
          return show(ctx, caseId, { why: wordsOf(error), isSent: false });
        }
        ctx.redirect(`${address}?sent=yes`);
        ctx.status = 303;
        return undefined;
      },
    }),
  ];
}

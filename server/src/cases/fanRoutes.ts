/** Where fans write to us: the contact form, with and without JavaScript, and the threads of its emails' links. */
import { messageThread, newMessage, openThread, threadAnswer } from '@holdfast/shared/cases';
import { z } from 'zod';
import { mayRead } from '../orders/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import {
  type AnyEndpoint,
  createRateLimit,
  endpoint,
  isPlainForm,
  networkOf,
} from '../platform/http/index.ts';
import { loadReservation } from '../reservations/index.ts';
import { plainThreadRoutes } from './plainThread.ts';
import { addToThread, caseOfToken, readThread, receiveMessage } from './threads.ts';

export function caseFanRoutes(app: AppContext): AnyEndpoint[] {
  const tries = { points: 6, seconds: 60 * 60 };
  const ofNetwork = createRateLimit(app, { name: 'message', ...tries });
  const ofAddress = createRateLimit(app, { name: 'message_email', ...tries });
  const answers = createRateLimit(app, { name: 'message_answer', points: 20, seconds: 60 * 60 });
  const opens = createRateLimit(app, { name: 'message_open', points: 120, seconds: 60 * 60 });
  return [
    ...plainThreadRoutes(app, { opens, answers }),
    endpoint({
      method: 'post',
      path: '/contact',
      tag: 'Messages',
      summary:
        'Write to us, about an order of one’s own or about anything; a form without JavaScript is answered with a page',
      body: newMessage,
      bodyComesAs: 'form',
      answer: z.object({ isSent: z.literal(true) }),
      status: 201,
      problems: ['validation_failed', 'too_many_requests', 'not_found'],
      async handle(ctx, { body }) {
        await ofNetwork.consume(networkOf(ctx.ip));
        await ofAddress.consume(body.email.toLowerCase());
        const { fanId } = ctx.state.caller;
        await inTransaction(app.db, async (trx) => {
          if (body.reservationId !== undefined)
            mayRead(ctx, app, await loadReservation(trx, body.reservationId));
          await receiveMessage(trx, app, body, fanId);
        });
        if (!isPlainForm(ctx)) return { isSent: true as const };
        ctx.redirect('/contact?sent=yes');
        ctx.status = 303;
        return undefined;
      },
    }),
    endpoint({
      method: 'post',
      path: '/messages/open',
      tag: 'Messages',
      summary: 'A thread, by the secret of its email’s link',
      body: openThread,
      answer: messageThread,
      problems: ['link_ended', 'not_found', 'too_many_requests'],
      async handle(ctx, { body }) {
        await opens.consume(networkOf(ctx.ip));
        const caseId = caseOfToken(app, body.token);
        return inTransaction(app.db, (trx) => readThread(trx, caseId));
      },
    }),
    endpoint({
      method: 'post',
      path: '/messages/answers',
      tag: 'Messages',
      summary: 'Add to a thread',
      body: threadAnswer,
      answer: messageThread,
      problems: ['link_ended', 'not_found', 'validation_failed', 'too_many_requests'],
      async handle(_ctx, { body }) {
        const caseId = caseOfToken(app, body.token);
        await answers.consume(caseId);
        return inTransaction(app.db, (trx) => addToThread(trx, app, caseId, body.text));
      },
    }),
  ];
}

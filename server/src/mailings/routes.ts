import { idParam } from '@holdfast/shared/http';
import {
  mailingDetail,
  mailingList,
  mailingPreview,
  mailingPreviewRequest,
  mailingQuery,
  newMailing,
} from '@holdfast/shared/mailings';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { resendFailed, sendMailing, stopMailing } from './actOnMailing.ts';
import { previewMailing } from './previewMailing.ts';
import { listMailings, showMailing } from './readMailings.ts';

const common = { tag: 'Admin: emails', roles: ['staff', 'support'] } as const;
const one = { ...common, params: idParam('mailing') } as const;
const action = { ...one, method: 'post', idempotent: true, answer: mailingDetail } as const;

/** What staff write to many at once. */
export const mailingRoutes = (app: AppContext): AnyEndpoint[] => [
  query({
    ...common,
    path: '/admin/mailings',
    summary: 'Messages to many, newest first, with how far each is',
    query: mailingQuery,
    answer: mailingList,
    run: (trx, { query: { eventId, page, perPage } }) => listMailings(trx, { eventId, page, perPage }),
  }),
  query({
    ...one,
    path: '/admin/mailings/:id',
    summary: 'One of them, with whom it couldn’t reach',
    answer: mailingDetail,
    problems: ['not_found'],
    run: (trx, { params: { id } }) => showMailing(trx, id),
  }),
  query({
    ...common,
    method: 'post',
    path: '/admin/mailings/preview',
    summary: 'Whom a message would reach, who is left out and why, and what it would say to three of them',
    body: mailingPreviewRequest,
    answer: mailingPreview,
    problems: ['validation_failed'],
    read: (_db, { body: { audience, ...source } }) => previewMailing(app, audience, source),
  }),
  command({
    ...common,
    method: 'post',
    path: '/admin/mailings',
    reaches: 'email',
    freshProof: true,
    summary: 'Send a message to everybody whom the preview counted, each once',
    idempotent: true,
    body: newMailing,
    answer: mailingDetail,
    status: 201,
    problems: ['validation_failed'],
    run: async (trx, { body, principal }) => showMailing(trx, await sendMailing(trx, body, principal)),
  }),
  command({
    ...action,
    path: '/admin/mailings/:id/stop',
    summary: 'Write to nobody more; what is written is sent',
    problems: ['not_found', 'nothing_to_do'],
    async run(trx, { params: { id }, principal }) {
      await stopMailing(trx, id, principal);
      return showMailing(trx, id);
    },
  }),
  command({
    ...action,
    path: '/admin/mailings/:id/resend',
    reaches: 'email',
    summary: 'Write once more to those alone whose email failed',
    problems: ['not_found', 'nothing_to_do'],
    async run(trx, { params: { id }, principal }) {
      await resendFailed(trx, id, principal);
      return showMailing(trx, id);
    },
  }),
];

import { idParam } from '@holdfast/shared/http';
import {
  type EmailRow,
  emailList,
  emailQuery,
  emailRow,
  sendEmailAgain,
  setEmailAside,
} from '@holdfast/shared/support';
import { z } from 'zod';
import { withPictures } from '../emailTemplates/index.ts';
import { type Columns, listPage, type Trx } from '../platform/db/index.ts';
import { type AnyEndpoint, type Caller, command, query } from '../platform/http/index.ts';
import { notFound } from '../platform/problem.ts';
import type { Email } from './Email.ts';
import { hasSecret, readableBy } from './secrets.ts';
import { sendAgain, setAside } from './sendAgain.ts';

type Row = Columns<Email>;

const present = (row: Row, caller: Caller): EmailRow => ({
  id: row.id,
  to: row.to_address,
  subject: row.subject,
  state: row.state,
  ...readableBy(caller.roles, row),
  isSecret: hasSecret(row),
  reservationId: row.reservation_id,
  createdAt: row.created_at.toISOString(),
  sentAt: row.sent_at?.toISOString() ?? null,
  error: row.error,
  attempts: row.attempts,
  nextAttemptAt: row.next_at?.toISOString() ?? null,
  settledAt: row.settled_at?.toISOString() ?? null,
  againId: row.again_id,
});

/** $1: words of the address or the subject; $2: states by comma. */
const emailMatches = `($1::text IS NULL OR to_address ILIKE '%' || $1 || '%' OR subject ILIKE '%' || $1 || '%')
  AND ($2::text IS NULL OR state = ANY(string_to_array($2, ',')) AND (state <> 'failed' OR settled_at IS NULL))`;

async function listEmails(trx: Trx, asked: z.output<typeof emailQuery>, caller: Caller) {
  const { rows, total, next } = await listPage<Row>(
    trx,
    {
      columns: '*',
      from: 'FROM emails',
      where: emailMatches,
      values: [asked.q ?? null, asked.state ?? null],
      keys: [
        { by: 'created_at', type: 'timestamptz', order: asked.order },
        { by: 'id', type: 'text', order: 'asc' },
      ],
    },
    asked,
  );
  return { data: rows.map((row) => present(row, caller)), total, next };
}

export function notificationRoutes(): AnyEndpoint[] {
  return [
    query({
      path: '/admin/emails',
      tag: 'Admin',
      summary: 'The outbox: every email, with what became of it',
      roles: ['support', 'staff', 'finance'],
      query: emailQuery,
      answer: emailList,
      run: (trx, { query, caller }) => listEmails(trx, query, caller),
    }),
    query({
      path: '/admin/emails/:id',
      params: idParam('email'),
      tag: 'Admin',
      summary: 'One mail as it went out',
      roles: ['support', 'staff', 'finance'],
      answer: emailRow,
      async read(db, { params, caller }) {
        const row = await db<Row>('emails').where({ id: params.id }).first();
        if (!row) throw notFound('email');
        const email = present(row as Row, caller);
        return { ...email, html: await withPictures(email.html) };
      },
    }),
    command({
      method: 'post',
      path: '/admin/emails/:id/send-again',
      reaches: 'email',
      params: idParam('email'),
      tag: 'Admin',
      summary: 'Send an email again, to a corrected address if need be',
      roles: ['support', 'staff'],
      idempotent: true,
      body: sendEmailAgain,
      answer: z.object({ id: z.string() }),
      problems: ['not_found', 'forbidden', 'nothing_to_do', 'validation_failed'],
      run: async (trx, { params, body, principal, caller }) => ({
        id: await sendAgain(trx, params.id, { ...body, roles: caller.roles }, principal),
      }),
    }),
    command({
      method: 'post',
      path: '/admin/emails/:id/set-aside',
      params: idParam('email'),
      tag: 'Admin',
      summary: 'Set an email that failed aside: nobody sends it any more',
      roles: ['support', 'staff'],
      idempotent: true,
      body: setEmailAside,
      problems: ['not_found', 'nothing_to_do', 'validation_failed'],
      run: (trx, { params, body, principal }) => setAside(trx, params.id, body, principal),
    }),
  ];
}

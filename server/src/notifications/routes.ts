import { type MailRow, mailList, mailQuery, mailRow } from '@holdfast/shared/support';
import qrcode from 'qrcode';
import { inTransaction, run } from '../platform/db/index.ts';
import type { House } from '../platform/house.ts';
import { type AnyEndpoint, endpoint } from '../platform/http/index.ts';
import { notFound } from '../platform/problem.ts';
import { codesIn } from './deliver.ts';

interface Row {
  id: string;
  to_address: string;
  subject: string;
  state: MailRow['state'];
  text_body: string;
  html_body: string;
  reservation_id: string | null;
  created_at: Date;
  sent_at: Date | null;
  error: string | null;
  total: number;
}

const present = (row: Row): MailRow => ({
  id: row.id,
  to: row.to_address,
  subject: row.subject,
  state: row.state,
  text: row.text_body,
  html: row.html_body,
  reservationId: row.reservation_id,
  createdAt: row.created_at.toISOString(),
  sentAt: row.sent_at?.toISOString() ?? null,
  error: row.error,
});

/** A browser knows no attachments: the pictures are put into the page. */
async function withPictures(mail: MailRow): Promise<MailRow> {
  let { html } = mail;
  for (const code of codesIn(html))
    html = html.replaceAll(`cid:${code}`, await qrcode.toDataURL(code, { margin: 4, width: 360 }));
  return { ...mail, html };
}

export function notificationRoutes(house: House): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/office/mails',
      tag: 'Back office',
      summary: 'The outbox: every mail, with what became of it',
      roles: ['support', 'staff', 'finance'],
      query: mailQuery,
      answer: mailList,
      async handle(_ctx, { query }) {
        const rows = await inTransaction(house.db, (trx) =>
          run<Row>(
            trx,
            `SELECT *, count(*) OVER ()::int AS total FROM mails
             WHERE ($1::text IS NULL OR to_address ILIKE '%' || $1 || '%' OR subject ILIKE '%' || $1 || '%')
               AND ($2::text IS NULL OR state = ANY(string_to_array($2, ',')))
             ORDER BY created_at ${query.order === 'asc' ? 'ASC' : 'DESC'}, id LIMIT $3 OFFSET $4`,
            [query.q ?? null, query.state ?? null, query.perPage, (query.page - 1) * query.perPage],
          ),
        );
        return { data: rows.map(present), total: rows[0]?.total ?? 0 };
      },
    }),
    endpoint({
      method: 'get',
      path: '/office/mails/:id',
      tag: 'Back office',
      summary: 'One mail as it went out',
      roles: ['support', 'staff', 'finance'],
      answer: mailRow,
      async handle(ctx) {
        const row = await house
          .db<Row>('mails')
          .where({ id: String(ctx.params.id) })
          .first();
        if (!row) throw notFound('mail');
        return withPictures(present(row as Row));
      },
    }),
  ];
}

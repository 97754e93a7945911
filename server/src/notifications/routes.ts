import { idParam } from '@holdfast/shared/http';
import { type EmailRow, emailList, emailQuery, emailRow } from '@holdfast/shared/support';
import qrcode from 'qrcode';
import { queryPrepared } from '../platform/db/index.ts';
import { type AnyEndpoint, query } from '../platform/http/index.ts';
import { notFound } from '../platform/problem.ts';
import { codesIn } from './deliver.ts';

interface Row {
  id: string;
  to_address: string;
  subject: string;
  state: EmailRow['state'];
  text_body: string;
  html_body: string;
  reservation_id: string | null;
  created_at: Date;
  sent_at: Date | null;
  error: string | null;
  total: number;
}

const present = (row: Row): EmailRow => ({
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

/** Inlines attached pictures, since a browser can't show attachments. */
async function withPictures(mail: EmailRow): Promise<EmailRow> {
  let { html } = mail;
  for (const code of codesIn(html))
    html = html.replaceAll(`cid:${code}`, await qrcode.toDataURL(code, { margin: 4, width: 360 }));
  return { ...mail, html };
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
      async run(trx, { query }) {
        const rows = await queryPrepared<Row>(
          trx,
          `SELECT *, count(*) OVER ()::int AS total FROM emails
             WHERE ($1::text IS NULL OR to_address ILIKE '%' || $1 || '%' OR subject ILIKE '%' || $1 || '%')
               AND ($2::text IS NULL OR state = ANY(string_to_array($2, ',')))
             ORDER BY created_at ${query.order === 'asc' ? 'ASC' : 'DESC'}, id LIMIT $3 OFFSET $4`,
          [query.q ?? null, query.state ?? null, query.perPage, (query.page - 1) * query.perPage],
        );
        return { data: rows.map(present), total: rows[0]?.total ?? 0 };
      },
    }),
    query({
      path: '/admin/emails/:id',
      params: idParam('email'),
      tag: 'Admin',
      summary: 'One mail as it went out',
      roles: ['support', 'staff', 'finance'],
      answer: emailRow,
      async read(db, { params }) {
        const row = await db<Row>('emails').where({ id: params.id }).first();
        if (!row) throw notFound('email');
        return withPictures(present(row as Row));
      },
    }),
  ];
}

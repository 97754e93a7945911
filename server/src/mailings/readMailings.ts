/** Mailings as staff read them: how far each is, and whom it couldn't reach. */
import type {
  MailingAudience,
  MailingDetail,
  MailingList,
  Mailing as Shown,
} from '@holdfast/shared/mailings';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { causeText } from './sendMailings.ts';

interface Row {
  id: string;
  subject: string;
  text: string;
  audience: MailingAudience;
  event_id: string | null;
  event_name: string | null;
  by_name: string | null;
  created_at: Date;
  stopped_at: Date | null;
  counts: Shown['counts'];
}

/** Failures that a page names. */
const mostFailures = 200;

const rowsText = `SELECT m.id, m.subject, m.text, m.audience, m.event_id, e.name AS event_name, p.name AS by_name, m.created_at, m.stopped_at, c.counts
  FROM mailings m LEFT JOIN catalog_calendar e ON e.id = m.event_id LEFT JOIN accounts_people_named p ON p.id = m.by
  CROSS JOIN LATERAL (
    SELECT jsonb_build_object('all', count(*), 'waiting', count(*) FILTER (WHERE r.state = 'waiting'),
      'underWay', count(*) FILTER (WHERE r.state = 'written' AND s.state = 'queued'),
      'sent', count(*) FILTER (WHERE r.state = 'written' AND s.state IN ('sent', 'kept')),
      'failed', count(*) FILTER (WHERE r.state = 'failed' OR r.state = 'written' AND s.state = 'failed'),
      'leftOut', count(*) FILTER (WHERE r.state = 'leftOut'), 'stopped', count(*) FILTER (WHERE r.state = 'stopped')) AS counts
    FROM mailing_recipients r LEFT JOIN notifications_emails s ON s.cause = ${causeText('r')}
    WHERE r.mailing_id = m.id) c`;

const present = (row: Row): Shown => ({
  id: row.id,
  subject: row.subject,
  text: row.text,
  audience: row.audience,
  audienceText: audienceText(row.audience, row.event_name),
  eventId: row.event_id,
  state: row.counts.waiting + row.counts.underWay > 0 ? 'sending' : row.stopped_at ? 'stopped' : 'sent',
  by: row.by_name,
  createdAt: row.created_at.toISOString(),
  counts: row.counts,
});

/** Whom it is written to, in words. */
function audienceText(audience: MailingAudience, eventName: string | null): string {
  if (audience.to === 'consignors')
    return eventName === null ? 'All consignors' : `Consignors with listings of ${eventName}`;
  const { sections, listingIds, deliveryDue } = audience;
  const parts = [
    sections.length > 0 ? `in ${sections.length === 1 ? 'section' : 'sections'} ${sections.join(', ')}` : '',
    listingIds.length > 0
      ? `of ${listingIds.length === 1 ? 'one listing' : `${listingIds.length} listings`}`
      : '',
    deliveryDue ? 'whose tickets weren’t sent yet' : '',
  ].filter(Boolean);
  return ['Buyers of', eventName ?? 'an event', ...(parts.length > 0 ? [parts.join(', ')] : [])].join(' ');
}

/** @param eventId null: of all events */
export async function listMailings(
  trx: Trx,
  { eventId, page, perPage }: { eventId: string | undefined; page: number; perPage: number },
): Promise<MailingList> {
  const rows = await queryPrepared<Row>(
    trx,
    `${rowsText} WHERE $1::text IS NULL OR m.event_id = $1 ORDER BY m.id DESC LIMIT $2 OFFSET $3`,
    [eventId ?? null, perPage, (page - 1) * perPage],
  );
  const [count] = await queryPrepared<{ total: number }>(
    trx,
    'SELECT count(*)::int AS total FROM mailings WHERE $1::text IS NULL OR event_id = $1',
    [eventId ?? null],
  );
  return { data: rows.map(present), total: count?.total ?? 0 };
}

/** @throws Problem `not_found` */
export async function showMailing(trx: Trx, id: string): Promise<MailingDetail> {
  const [row] = await queryPrepared<Row>(trx, `${rowsText} WHERE m.id = $1`, [id]);
  if (!row) throw notFound('message');
  const failures = await queryPrepared<{ email_id: string | null; to: string | null; reason: string | null }>(
    trx,
    `SELECT s.id AS email_id, s.to_address AS "to", coalesce(r.error, s.error) AS reason
     FROM mailing_recipients r LEFT JOIN notifications_emails s ON s.cause = ${causeText('r')}
     WHERE r.mailing_id = $1 AND (r.state = 'failed' OR r.state = 'written' AND s.state = 'failed')
     ORDER BY r.recipient_id LIMIT ${mostFailures}`,
    [id],
  );
  return {
    ...present(row),
    failures: failures.map(({ email_id, to, reason }) => ({
      emailId: email_id,
      to: to ?? '',
      reason: reason ?? 'The mail server didn’t say why.',
    })),
  };
}

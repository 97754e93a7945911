/** Gives notices to their readers, in the transaction of what they tell of, by the channels that each reader chose. */
import { kindsWithOwnEmail, noticeKindFacts } from '@holdfast/shared/notices';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { jobs } from '../platform/jobs/index.ts';
import type { NewNotice } from './newNotice.ts';
import { shareNotices } from './shared.ts';

/** How long notices are collected before they go by another channel than the inbox, seconds. A chat is read at once. */
const windowSeconds = { email: 120, telegram: 10 } as const;

interface Row {
  id: string;
  recipientId: string;
  kind: string;
  cause: string;
  subjectId: string | null;
  facts: object;
  count: number;
  at: string;
  gatherKey: string | null;
  gathersUntil: string | null;
  isEmailed: boolean;
  /** Another room writes it. */
  hasOwnEmail: boolean;
}

/**
 * Stores notices for their readers, and tells the channels that many read. A reader who switched a kind off in every channel gets none
 * of it. Those of the same kind and key that are given at once are one.
 */
export async function giveNotices(trx: Trx, notices: readonly NewNotice[]): Promise<void> {
  await shareNotices(trx, notices);
  const rows = gathered(notices).flatMap(rowsOf);
  if (rows.length === 0) return;
  const { from, value } = records(rows, {
    id: 'text',
    recipientId: 'text',
    kind: 'text',
    cause: 'text',
    subjectId: 'text',
    facts: 'jsonb',
    count: 'integer',
    at: 'timestamptz',
    gatherKey: 'text',
    gathersUntil: 'timestamptz',
    isEmailed: 'boolean',
    hasOwnEmail: 'boolean',
  });
  const sendings = await queryPrepared<{ recipient_id: string; channel: string; due_at: Date }>(
    trx,
    textOf(from),
    [value, windowSeconds.email, windowSeconds.telegram],
  );
  const due = new Map(
    sendings.map((each) => [`${each.recipient_id} ${each.channel} ${each.due_at.toISOString()}`, each]),
  );
  await jobs.add(
    trx,
    [...due.values()].map(({ recipient_id: recipientId, channel, due_at }) =>
      sendingJob(recipientId, channel, due_at.toISOString()),
    ),
  );
}

/** The job that sends what is due then, one for each reader and channel. */
export const sendingJob = (recipientId: string, channel: string, dueAt: string) => ({
  task: 'notices.send' as const,
  payload: { recipientId, channel, dueAt },
  key: `notices/${channel}/${recipientId}/${dueAt}`,
  runAt: dueAt,
});

/** Those of one key are the first one, which counts them all; others stay apart. */
function gathered(notices: readonly NewNotice[]): NewNotice[] {
  const same = Map.groupBy(notices, ({ kind, gather }, at) => (gather ? `${kind} ${gather.key}` : at));
  return [...same.values()].map((each) => ({
    ...(each[0] as NewNotice),
    at: each.reduce((latest, { at }) => (at > latest ? at : latest), ''),
    count: each.reduce((sum, { count = 1 }) => sum + count, 0),
  }));
}

function rowsOf({ recipientIds, count = 1, gather, ...notice }: NewNotice): Row[] {
  const gathersUntil = gather ? new Date(Date.parse(notice.at) + gather.forMs).toISOString() : null;
  const isEmailed = noticeKindFacts[notice.kind].isEmailed;
  const hasOwnEmail = kindsWithOwnEmail.includes(notice.kind);
  return recipientIds.map((recipientId) => ({
    id: newId('notice'),
    recipientId,
    ...notice,
    count,
    gatherKey: gather?.key ?? null,
    gathersUntil,
    isEmailed,
    hasOwnEmail,
  }));
}

/** SQL: adds to what gathers, else inserts; and queues what goes by other channels. */
const textOf = (from: string) => `
  WITH wanted AS (
    SELECT n.*, coalesce(i.is_on, true) AS in_inbox,
      NOT n.has_own_email AND coalesce(e.is_on, n.is_emailed) AS by_email,
      a.owner_id IS NOT NULL AND coalesce(t.is_on, true) AS by_telegram
    FROM ${from}
    LEFT JOIN notice_choices i ON (i.owner_id, i.kind, i.channel) = (n.recipient_id, n.kind, 'inbox')
    LEFT JOIN notice_choices e ON (e.owner_id, e.kind, e.channel) = (n.recipient_id, n.kind, 'email')
    LEFT JOIN notice_choices t ON (t.owner_id, t.kind, t.channel) = (n.recipient_id, n.kind, 'telegram')
    LEFT JOIN notice_addresses a ON (a.owner_id, a.channel) = (n.recipient_id, 'telegram') AND a.blocked_at IS NULL
  ),
  gathered AS (
    UPDATE notices x SET count = x.count + w.count, at = greatest(x.at, w.at)
    FROM wanted w
    WHERE w.gather_key IS NOT NULL AND (x.recipient_id, x.kind, x.gather_key) = (w.recipient_id, w.kind, w.gather_key)
      AND x.gathers_until > w.at AND x.read_at IS NULL AND x.removed_at IS NULL AND x.in_inbox
    RETURNING w.id
  ),
  kept AS (
    INSERT INTO notices (id, recipient_id, kind, cause, subject_id, facts, count, at, gather_key, gathers_until, in_inbox)
    SELECT w.id, w.recipient_id, w.kind, w.cause, w.subject_id, w.facts, w.count, w.at, w.gather_key, w.gathers_until, w.in_inbox
    FROM wanted w WHERE (w.in_inbox OR w.by_email OR w.by_telegram) AND NOT EXISTS (SELECT FROM gathered g WHERE g.id = w.id)
    ON CONFLICT (recipient_id, cause) DO NOTHING RETURNING id
  )
  INSERT INTO notice_sendings (notice_id, channel, recipient_id, due_at)
  SELECT w.id, c.channel, w.recipient_id, coalesce(
    (SELECT min(s.due_at) FROM notice_sendings s
     WHERE s.recipient_id = w.recipient_id AND s.channel = c.channel AND s.sent_at IS NULL AND s.due_at > now()),
    -- As precise as the job's payload.
    date_trunc('milliseconds', min(w.at) OVER (PARTITION BY w.recipient_id, c.channel)) + make_interval(secs => c.seconds))
  FROM wanted w JOIN kept k ON k.id = w.id
    CROSS JOIN LATERAL (VALUES ('email', w.by_email, $2::integer), ('telegram', w.by_telegram, $3::integer)) AS c (channel, is_on, seconds)
  WHERE c.is_on
  RETURNING recipient_id, channel, due_at`;

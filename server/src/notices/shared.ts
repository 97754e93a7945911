/** Channels that many read, such as one of Slack: each is told of something once, whoever of its readers has it in their inbox too. */
import { type SharedKind, sharedKinds } from '@holdfast/shared/notices';
import { readMarketplace } from '../marketplace/index.ts';
import { query, queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';
import type { NewNotice } from './newNotice.ts';

/** What a message says: one line of it. */
export interface SharedLine {
  id: number;
  kind: SharedKind;
  subject_id: string | null;
  facts: Record<string, unknown>;
  count: number;
  at: Date;
}

/** The lines of one message. */
export interface SharedGroup {
  channel: string;
  group: string;
  /** ISO instant. */
  dueAt: string;
}

/** Says what a channel is told of from now on; of no kinds: of nothing. */
export async function setSharedKinds(trx: Trx, channel: string, kinds: readonly SharedKind[]): Promise<void> {
  await query(
    trx,
    `INSERT INTO notice_shared_channels (channel, kinds) VALUES ($1, $2)
     ON CONFLICT (channel) DO UPDATE SET kinds = EXCLUDED.kinds`,
    [channel, kinds],
  );
}

/** What a channel is told of. */
export async function readSharedKinds(trx: Trx, channel: string): Promise<SharedKind[] | null> {
  const [row] = await query<{ kinds: SharedKind[] }>(
    trx,
    'SELECT kinds FROM notice_shared_channels WHERE channel = $1',
    [channel],
  );
  return row?.kinds ?? null;
}

const isShared = (kind: string) => (sharedKinds as readonly string[]).includes(kind);
/** What has no other key is told in a message of its own. */
const groupOf = ({ group, subjectId, cause }: NewNotice) => group ?? subjectId ?? cause;

/** One line for all of a kind that are gathered in one message. */
function linesOf(notices: readonly NewNotice[]) {
  const same = Map.groupBy(notices, (notice) =>
    JSON.stringify([notice.kind, groupOf(notice), notice.gather?.key ?? notice.cause]),
  );
  return [...same.values()].map((each) => {
    const { kind, subjectId, facts, at } = each[0] as NewNotice;
    const count = each.reduce((sum, notice) => sum + (notice.count ?? 1), 0);
    return { kind, groupKey: groupOf(each[0] as NewNotice), subjectId, facts, at, count };
  });
}

/** Keeps what these channels are told of for their next messages, which gather for the time of the settings. */
export async function shareNotices(trx: Trx, notices: readonly NewNotice[]): Promise<void> {
  const shared = notices.filter(({ kind }) => isShared(kind));
  if (shared.length === 0) return;
  const [any] = await queryPrepared(trx, 'SELECT 1 AS one FROM notice_shared_channels WHERE kinds <> $1', [
    [],
  ]);
  if (!any) return;
  const { noticeGatherMinutes } = await readMarketplace(trx);
  const { from, value } = records(linesOf(shared), {
    kind: 'text',
    groupKey: 'text',
    subjectId: 'text',
    facts: 'jsonb',
    count: 'integer',
    at: 'timestamptz',
  });
  const due = await queryPrepared<{ channel: string; group_key: string; due_at: Date }>(
    trx,
    `INSERT INTO notice_shared_lines (channel, group_key, kind, subject_id, facts, count, at, due_at)
     SELECT c.channel, n.group_key, n.kind, n.subject_id, n.facts, n.count, n.at, coalesce(
       (SELECT min(l.due_at) FROM notice_shared_lines l WHERE (l.channel, l.group_key) = (c.channel, n.group_key) AND l.due_at > now()),
       -- As precise as the job's payload.
       date_trunc('milliseconds', now() + make_interval(mins => $2)))
     FROM ${from} JOIN notice_shared_channels c ON n.kind = ANY(c.kinds)
     RETURNING channel, group_key, due_at`,
    [value, noticeGatherMinutes],
  );
  const groups = due.map((row) => ({
    channel: row.channel,
    group: row.group_key,
    dueAt: row.due_at.toISOString(),
  }));
  const keyOf = ({ channel, group, dueAt }: SharedGroup) => `notices.share/${channel}/${group}/${dueAt}`;
  const once = new Map(groups.map((group) => [keyOf(group), group]));
  await jobs.add(
    trx,
    [...once].map(([key, group]) => ({
      task: 'notices.share',
      payload: { ...group },
      key,
      runAt: group.dueAt,
    })),
  );
}

/** Takes the lines of a message that is due; the caller writes it in the same transaction. @returns oldest first */
export async function takeShared(trx: Trx, { channel, group, dueAt }: SharedGroup): Promise<SharedLine[]> {
  return queryPrepared<SharedLine>(
    trx,
    `WITH taken AS (
       DELETE FROM notice_shared_lines WHERE (channel, group_key) = ($1, $2) AND due_at <= $3
       RETURNING id, kind, subject_id, facts, count, at
     ) SELECT * FROM taken ORDER BY id`,
    [channel, group, dueAt],
  );
}

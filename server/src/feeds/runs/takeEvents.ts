/** Processes one page of feed events in one transaction: each is matched, left or queued for a person. */

import type { Feed, FeedEvent, RunCounts } from '@holdfast/shared/feeds';
import { zonesOfEvents } from '../../catalog/index.ts';
import { queryPrepared, records, type Trx } from '../../platform/db/index.ts';
import { queueChange } from '../changes/findChange.ts';
import type { Unreadable } from '../client.ts';
import { matchFeedEvent } from '../matching/matchFeedEvent.ts';
import { eventsAround } from '../matching/ourEvents.ts';
import { type FindingRow, writeFindings } from './findings.ts';

export interface PageOf {
  runId: string;
  feed: Feed;
}

interface Known {
  feed_id: string;
  facts: FeedEvent;
  event_id: string | null;
  decision: 'matched' | 'linked' | 'created' | 'ignored' | null;
  last_run_id: string;
  /** Of the linked event of ours. */
  timeZone: string | null;
}

interface Written {
  facts: FeedEvent;
  eventId: string | null;
  why: string | null;
}

/** @returns what to add to the run's counts; an entry that this run has seen already counts once */
export async function takeEvents(
  trx: Trx,
  page: PageOf,
  entries: ReadonlyArray<FeedEvent | Unreadable>,
): Promise<Required<Pick<RunCounts, CountedHere>>> {
  const counts = {
    events: 0,
    fresh: 0,
    matched: 0,
    toDecide: 0,
    unchanged: 0,
    ignored: 0,
    waiting: 0,
    failed: 0,
  };
  const { events, findings } = lastOccurrences(entries);
  counts.failed = findings.length;
  const known = await knownEntries(
    trx,
    page.feed,
    events.map(({ feedId }) => feedId),
  );
  const toMatch = events.filter((event) => (known.get(event.feedId)?.decision ?? null) === null);
  const ours = await eventsAround(trx, page.feed, toMatch);
  const written: Written[] = [];
  for (const event of events) {
    const before = known.get(event.feedId);
    const repeated = before?.last_run_id === page.runId;
    if (!repeated) counts.events += 1;
    if (!before) counts.fresh += 1;
    if (before?.decision === 'ignored') {
      if (!repeated) counts.ignored += 1;
      written.push({ facts: event, eventId: null, why: null });
    } else if (before?.event_id && before.timeZone) {
      const change = await queueChange(trx, page, event, {
        facts: before.facts,
        eventId: before.event_id,
        timeZone: before.timeZone,
      });
      if (change) findings.push(change);
      if (change || !repeated) counts[change === null ? 'unchanged' : 'toDecide'] += 1;
      written.push({ facts: event, eventId: before.event_id, why: null });
    } else {
      const { eventId, why, finding } = await matchEntry(trx, page, event, ours);
      if (finding && eventId !== null) counts.toDecide += 1;
      if (eventId !== null) counts.matched += 1;
      else if (!repeated) counts.waiting += 1;
      written.push({ facts: event, eventId, why });
      if (finding) findings.push(finding);
    }
  }
  await writeEntries(trx, page, written);
  await writeFindings(trx, page.runId, findings);
  return counts;
}

/** The readable entries in the order of their ids; a feed that changes while it is paged may repeat one: the last counts. */
function lastOccurrences(entries: ReadonlyArray<FeedEvent | Unreadable>): {
  events: FeedEvent[];
  findings: FindingRow[];
} {
  const facts = new Map<string, FeedEvent>();
  const findings: FindingRow[] = [];
  for (const entry of entries) {
    if (!('unreadable' in entry)) facts.set(entry.feedId, entry);
    else findings.push({ feedId: entry.feedId, kind: 'failed', name: entry.name, message: entry.unreadable });
  }
  return { events: [...facts.values()].sort((a, b) => (a.feedId < b.feedId ? -1 : 1)), findings };
}

/** Links an entry to the event of ours that it means, or leaves it to a person. */
async function matchEntry(
  trx: Trx,
  page: PageOf,
  event: FeedEvent,
  ours: Awaited<ReturnType<typeof eventsAround>>,
): Promise<{ eventId: string | null; why: string | null; finding: FindingRow | null }> {
  const match = matchFeedEvent(event, ours);
  if (!('eventId' in match)) {
    const finding: FindingRow = {
      feedId: event.feedId,
      kind: 'waiting',
      name: event.name,
      message: match.why,
    };
    return { eventId: null, why: match.why, finding };
  }
  const { eventId } = match;
  const taken = ours.find(({ id }) => id === eventId);
  // Excludes the event for the next entries of this page.
  if (taken) taken.taken = true;
  const timeZone = (await zonesOfEvents(trx, [eventId])).get(eventId) ?? 'UTC';
  return {
    eventId,
    why: null,
    finding: await queueChange(trx, page, event, { facts: null, eventId, timeZone }),
  };
}

type CountedHere =
  | 'events'
  | 'fresh'
  | 'matched'
  | 'toDecide'
  | 'unchanged'
  | 'ignored'
  | 'waiting'
  | 'failed';

async function knownEntries(trx: Trx, feed: Feed, ids: readonly string[]): Promise<Map<string, Known>> {
  const rows = await queryPrepared<Omit<Known, 'timeZone'>>(
    trx,
    `SELECT feed_id, facts, event_id, decision, last_run_id FROM feed_events
     WHERE feed = $1 AND feed_id = ANY($2::text[]) ORDER BY feed_id FOR UPDATE`,
    [feed, ids],
  );
  const zones = await zonesOfEvents(
    trx,
    rows.flatMap(({ event_id }) => event_id ?? []),
  );
  return new Map(
    rows.map((row) => [row.feed_id, { ...row, timeZone: zones.get(row.event_id ?? '') ?? null }]),
  );
}

async function writeEntries(trx: Trx, { runId, feed }: PageOf, written: Written[]): Promise<void> {
  const entries = records(
    written.map((entry) => ({ ...entry, feedId: entry.facts.feedId })),
    { feedId: 'text', facts: 'jsonb', eventId: 'text', why: 'text' },
    { parameter: 3 },
  );
  await queryPrepared(
    trx,
    `INSERT INTO feed_events AS c (feed, feed_id, facts, event_id, decision, decided_by, decided_at, why, last_run_id)
     SELECT $1, n.feed_id, n.facts, n.event_id, CASE WHEN n.event_id IS NOT NULL THEN 'matched' END,
       CASE WHEN n.event_id IS NOT NULL THEN $2::text END, CASE WHEN n.event_id IS NOT NULL THEN now() END, n.why, $2
     FROM ${entries.from}
     ON CONFLICT (feed, feed_id) DO UPDATE SET facts = excluded.facts, last_run_id = excluded.last_run_id,
       why = CASE WHEN c.decision IS NULL THEN excluded.why ELSE c.why END,
       event_id = CASE WHEN c.decision IS NULL THEN excluded.event_id ELSE c.event_id END,
       decided_by = CASE WHEN c.decision IS NULL THEN excluded.decided_by ELSE c.decided_by END,
       decided_at = CASE WHEN c.decision IS NULL THEN excluded.decided_at ELSE c.decided_at END,
       decision = CASE WHEN c.decision IS NULL THEN excluded.decision ELSE c.decision END`,
    [feed, runId, entries.value],
  );
}

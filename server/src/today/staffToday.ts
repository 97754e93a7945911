/** The start page's staff part: events of the next two days, and who did what today. */

import type { Colleague, NextGame } from '@holdfast/shared/today';
import { staffPeople } from '../accounts/index.ts';
import { actionsByPerson } from '../audit/index.ts';
import { gamesWithUnsold, toApproveByOwner } from '../listings/index.ts';
import { query, type Trx } from '../platform/db/index.ts';
import { marketDay, marketDayStart } from '../stats/index.ts';

const hoursAhead = 48;
const mostGames = 8;

/** Games within 48 hours that have unsold tickets, the soonest first. */
export async function nextGames(trx: Trx): Promise<NextGame[]> {
  const rows = await gamesWithUnsold(trx, hoursAhead, mostGames);
  return rows.map((row) => ({
    eventId: row.id,
    name: row.name,
    startsAt: row.starts_at.toISOString(),
    timeZone: row.time_zone,
    listed: row.listed,
    held: row.held,
    sold: row.sold,
    averagePrice: row.average,
    unsold: row.unsold,
  }));
}

const thisMorning = marketDayStart(marketDay('now()'));

/** Each colleague's actions of today, from the audit log, and their open approvals. */
export async function colleaguesToday(trx: Trx, me: string): Promise<Colleague[]> {
  const rows = await query<{
    id: string;
    name: string;
    approved: number;
    sent_back: number;
    priced: number;
    still_has: number;
    since: Date | null;
  }>(
    trx,
    `SELECT p.id, p.name, coalesce(d.approved, 0) AS approved, coalesce(d.sent_back, 0) AS sent_back, coalesce(d.priced, 0) AS priced,
       coalesce(o.listings, 0) AS still_has, o.since
     FROM ${staffPeople} p LEFT JOIN ${actionsByPerson(thisMorning)} d ON d.by = p.id LEFT JOIN ${toApproveByOwner} o ON o.owner_id = p.id
     ORDER BY p.id <> $1, p.name LIMIT 20`,
    [me],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    isMe: row.id === me,
    approved: row.approved,
    sentBack: row.sent_back,
    priced: row.priced,
    stillHas: row.still_has,
    since: row.since?.toISOString() ?? null,
  }));
}

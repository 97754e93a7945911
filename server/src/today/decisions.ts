/** What somebody must decide: each names what, whose, and the page that decides it. */
import type { Role } from '@holdfast/shared/accounts';
import type { Decision } from '@holdfast/shared/today';
import { shortEventName } from '../consignment/index.ts';
import { ask, type Trx } from '../platform/db/index.ts';

interface Row {
  text: string;
  to: string;
  at: Date;
}

const mostOfEach = 3;

/** Each gives at most three rows: text, to, at. */
const sources: ReadonlyArray<{ what: Decision['what']; roles: readonly Role[]; text: string }> = [
  {
    what: 'delistWhileHeld',
    roles: ['staff'],
    text: `SELECT c.name || ' wants ' || ${shortEventName} || ' ' || coalesce(l.section || ' / ' || l."row", l.ticket_type) || ' back, and fans hold '
        || l.held || ' of ' || l.quantity || '.' AS text, '/listings/' || l.id || '/show' AS to, l.delist_asked_at AS at
      FROM listings l JOIN consignors c ON c.id = l.consignor_id JOIN events e ON e.id = l.event_id
        LEFT JOIN performers h ON h.id = e.home_id LEFT JOIN performers a ON a.id = e.away_id
      WHERE l.delist_asked_at IS NOT NULL AND l.held > 0 AND l.state IN ('live', 'paused') ORDER BY l.delist_asked_at`,
  },
  {
    what: 'aboveCap',
    roles: ['staff', 'finance'],
    text: `SELECT count(*) || ' listings ask more than ' || cap.cap_law || ' allows.' AS text, '/to-price' AS to, max(pc.created_at) AS at
      FROM price_caps pc JOIN venues v ON v.country = pc.country AND coalesce(pc.region, v.region) = v.region
        JOIN events e ON e.venue_id = v.id AND e.starts_at > now() JOIN listings l ON l.event_id = e.id AND l.state = 'live' AND l.available > 0
        CROSS JOIN LATERAL price_cap_of(v.country, v.region, l.face_value_amount) cap
      WHERE pc.ended_at IS NULL AND l.price_amount > cap.cap_amount GROUP BY cap.cap_law HAVING count(*) > 0`,
  },
  {
    what: 'rulesBegin',
    roles: ['finance', 'staff'],
    text: `SELECT 'New percentages for ' || CASE p.reaches WHEN 'house' THEN 'the whole house' WHEN 'plan' THEN 'the plan ' || p.target ELSE 'one ' || p.reaches END
        || ' begin on ' || to_char(p.effective_from AT TIME ZONE 'America/New_York', 'FMMonth FMDD') || ': ' || (p.house_bps / 100.0)::numeric(5, 2) || '%.' AS text,
        '/percentages' AS to, p.created_at AS at
      FROM percentages p WHERE p.effective_from > now() AND p.effective_from < now() + interval '14 days' ORDER BY p.effective_from`,
  },
  {
    what: 'draftWaits',
    roles: ['finance'],
    text: `SELECT 'A draft of percentages waits: ' || d.reason AS text, '/percentages' AS to, d.created_at AS at FROM percentages_drafts d ORDER BY d.created_at`,
  },
  {
    what: 'importReady',
    roles: ['staff'],
    text: `SELECT i.file_name || ' of ' || c.name || ' is checked: look, then apply.' AS text, '/imports/' || i.id || '/show' AS to, i.created_at AS at
      FROM imports i JOIN consignors c ON c.id = i.consignor_id WHERE i.state = 'checked' ORDER BY i.created_at`,
  },
  {
    what: 'importToMap',
    roles: ['staff'],
    text: `SELECT 'We don’t know the columns of ' || i.file_name || ' of ' || c.name || '.' AS text, '/imports/' || i.id || '/show' AS to, i.created_at AS at
      FROM imports i JOIN consignors c ON c.id = i.consignor_id WHERE i.state = 'toMap' ORDER BY i.created_at`,
  },
  {
    what: 'statisticsDiffer',
    roles: ['finance'],
    text: `SELECT 'Statistics differ from a recount in ' || s.differences || ' places.' AS text, '/statistics' AS to, s.at AS at
      FROM (SELECT * FROM statistics_comparisons ORDER BY at DESC LIMIT 1) s WHERE s.differences > 0`,
  },
];

/** Oldest first. */
export async function decisionsFor(trx: Trx, roles: readonly Role[]): Promise<Decision[]> {
  const found: Decision[] = [];
  for (const { what, roles: whose, text } of sources) {
    if (!roles.includes('admin') && !whose.some((role) => roles.includes(role))) continue;
    for (const row of await ask<Row>(trx, `${text} LIMIT ${mostOfEach}`))
      found.push({ what, text: row.text, to: row.to, at: row.at.toISOString() });
  }
  return found.sort((a, b) => (a.at < b.at ? -1 : 1));
}

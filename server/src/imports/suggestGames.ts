/** Games that a row may mean, where its own words find none or several. */
import type { BrokerEventReference } from '@holdfast/shared/imports/broker';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { wordsOf } from './matchEvent.ts';

const mostGames = 3;

interface Candidate {
  id: string;
  name: string;
  words: string;
  starts_at: Date;
  days_off: number;
}

/** The likeliest first: those that share most words with the row, within two days of its date. */
export async function suggestGames(
  trx: Trx,
  { name, venueName, startsAtLocal }: BrokerEventReference,
): Promise<Array<{ id: string; name: string; startsAt: string }>> {
  if (startsAtLocal === null) return [];
  const rows = await queryPrepared<Candidate>(
    trx,
    `SELECT id, name, concat_ws(' ', name, home_name, home_city, away_name, away_city, venue_name, venue_city) AS words,
       starts_at, abs(local_date - $1::date) AS days_off
     FROM catalog_events_named WHERE local_date BETWEEN $1::date - 2 AND $1::date + 2 AND starts_at > now()
       AND status <> 'cancelled' ORDER BY starts_at, id LIMIT 500`,
    [startsAtLocal.slice(0, 10)],
  );
  const said = new Set(wordsOf(`${name ?? ''} ${venueName ?? ''}`));
  const shared = (words: string) => new Set(wordsOf(words).filter((word) => said.has(word))).size;
  return rows
    .map((row) => ({ row, likeness: shared(row.words) * 2 - row.days_off }))
    .filter(({ row, likeness }) => shared(row.words) > 0 && likeness > 0)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, mostGames)
    .map(({ row }) => ({ id: row.id, name: row.name, startsAt: row.starts_at.toISOString() }));
}

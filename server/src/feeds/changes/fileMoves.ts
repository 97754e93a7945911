/** Games that a schedule file moves while orders or holds hang on them: what waits for a person, and what was decided. */
import { lastChangesOf } from '../../eventChanges/index.ts';
import type { Principal } from '../../platform/audit.ts';
import { queryPrepared, type Trx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';

/** A move that a file says. */
export interface FileMove {
  eventId: string;
  /** ISO instant. */
  startsAt: string;
  /** Null: it stays where it is. */
  venueId: string | null;
}

/** One that a file said before. */
export interface KnownFileMove extends FileMove {
  id: string;
  /** Null: it waits. */
  decided: { by: string; at: Date } | null;
}

/**
 * What files of the season said of its games: what waits, and what a person decided since the game was changed last. What was
 * decided before another change is forgotten, since the person knew a game that stood otherwise.
 */
export async function fileMovesOf(trx: Trx, seasonId: string): Promise<KnownFileMove[]> {
  const rows = await queryPrepared<{
    id: string;
    event_id: string;
    starts_at: Date;
    venue_id: string | null;
    decided_at: Date | null;
    decider: string | null;
  }>(
    trx,
    `SELECT g.id, g.event_id, g.starts_at, g.venue_id, g.decided_at, p.name AS decider
     FROM feed_game_changes g LEFT JOIN accounts_people_named p ON p.id = g.decided_by
     WHERE g.season_id = $1 AND g.decision IS DISTINCT FROM 'outdated' ORDER BY g.found_at DESC, g.id`,
    [seasonId],
  );
  const changedAt = await lastChangesOf(trx, [...new Set(rows.map(({ event_id }) => event_id))]);
  return rows
    .filter(
      ({ event_id, decided_at }) =>
        decided_at === null || decided_at >= (changedAt.get(event_id) ?? decided_at),
    )
    .map((row) => ({
      id: row.id,
      eventId: row.event_id,
      startsAt: row.starts_at.toISOString(),
      venueId: row.venue_id,
      decided: row.decided_at === null ? null : { by: row.decider ?? 'The marketplace', at: row.decided_at },
    }));
}

/** Lets moves of a file wait for a person; what an earlier file of the season said of these games waits no longer. */
export async function queueFileMoves(
  trx: Trx,
  seasonId: string,
  moves: readonly FileMove[],
  { by }: Principal,
): Promise<void> {
  for (const { eventId, startsAt, venueId } of moves)
    await queryPrepared(
      trx,
      `INSERT INTO feed_game_changes (id, season_id, found_by, event_id, kind, starts_at, venue_id)
       VALUES ($1, $2, $3, $4, 'moved', $5, $6)
       ON CONFLICT (event_id) WHERE decision IS NULL AND season_id IS NOT NULL DO UPDATE
         SET season_id = excluded.season_id, found_by = excluded.found_by, starts_at = excluded.starts_at,
             venue_id = excluded.venue_id, found_at = now()`,
      [newId('feedChange'), seasonId, by, eventId, startsAt, venueId],
    );
}

/** What files said of these games waits no longer: the newest one leaves them as they are. */
export async function dropFileMoves(trx: Trx, eventIds: readonly string[], { by }: Principal): Promise<void> {
  await queryPrepared(
    trx,
    `UPDATE feed_game_changes SET decision = 'outdated', decided_by = $2, decided_at = now()
     WHERE event_id = ANY ($1) AND season_id IS NOT NULL AND decision IS NULL`,
    [[...eventIds], by],
  );
}

/** What files said of games of a season is that of the season which it was merged into. */
export async function moveFileMoves(trx: Trx, fromId: string, intoId: string): Promise<void> {
  await queryPrepared(trx, 'UPDATE feed_game_changes SET season_id = $2 WHERE season_id = $1', [
    fromId,
    intoId,
  ]);
}

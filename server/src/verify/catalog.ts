/** The catalogue agrees with itself: what an event refers to belongs together. */
import { queryPrepared } from '../platform/db/index.ts';
import type { Invariant } from './invariant.ts';

type Found = { subject: string; detail: string };

export const catalogInvariants: Invariant[] = [
  {
    id: '9.pictures',
    says: 'the id of a picture is the hash of its files, which browsers keep for good',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT id AS subject, 'its files have another hash' AS detail FROM pictures
         WHERE id <> left(encode(sha256(w320 || w640 || w1280), 'hex'), 32)`,
      ),
  },
  {
    id: '9.seasons',
    says: 'an event of a season is a home game of its team, in its league',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT e.id AS subject, format('at home %s in %s; its season is of %s in %s', e.home_id, e.league, s.performer_id, s.league) AS detail
         FROM events e JOIN seasons s ON s.id = e.season_id
         WHERE e.home_id IS DISTINCT FROM s.performer_id OR e.league IS DISTINCT FROM s.league`,
      ),
  },
  {
    id: '9.sides',
    says: 'a team plays against another one, and a visitor against somebody',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT id AS subject, format('%s visits %s', away_id, coalesce(home_id, 'nobody')) AS detail FROM events
         WHERE away_id IS NOT NULL AND (home_id IS NULL OR home_id = away_id)`,
      ),
  },
  {
    id: '9.merged',
    says: 'nothing that is or happens refers to a venue, a team or a league that was merged into another one',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT e.id AS subject, format('refers to %s, which was merged', coalesce(v.id, p.id)) AS detail
         FROM events e LEFT JOIN venues v ON v.id = e.venue_id AND v.merged_into IS NOT NULL
           LEFT JOIN performers p ON p.id IN (e.home_id, e.away_id) AND p.merged_into IS NOT NULL
         WHERE v.id IS NOT NULL OR p.id IS NOT NULL
         UNION ALL
         SELECT of.id, format('is of %s, which was merged', l.id) FROM leagues l JOIN (
           SELECT id, league FROM events UNION ALL SELECT id, league FROM seasons
           UNION ALL SELECT id, league FROM performers WHERE merged_into IS NULL) of ON of.league = l.id
         WHERE l.merged_into IS NOT NULL`,
      ),
  },
];

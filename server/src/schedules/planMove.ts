/** A row that gives a known game another start or venue: what its move would hit, and whether a person must decide it. */
import { marketplaceZone } from '@holdfast/shared/time';
import { DateTime } from 'luxon';
import { hitsOfEvent, previewMove } from '../eventChanges/index.ts';
import type { KnownFileMove } from '../feeds/index.ts';
import type { Trx } from '../platform/db/index.ts';
import type { KnownGame } from './seasonGames.ts';

/** A move as the dry run says it. */
export interface PlannedMove {
  outcome: 'changed' | 'held' | 'unchanged';
  message: string;
  changeId: string | null;
}

interface Wanted {
  localStart: string;
  /** ISO instant. */
  startsAt: string;
  /** The day and time, as people read them. */
  when: string;
  venue: { id: string; name: string };
}

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
/** Its day and time at its venue, as the dry run writes them. */
export const wallText = ({ wall, timeTbd }: KnownGame) =>
  timeTbd ? wall.slice(0, 10) : wall.replace('T', ' ');

/**
 * Where orders, holds or payments hang on the game, its move is held until a person decides it: whoever applies the file, or
 * later anybody among the games to decide. What was decided of the same move before isn't asked again. Listings of sections
 * that a new venue isn't known to have wait for a person after any move.
 * @param known what files of the season said before
 * @throws Problem `validation_failed` for a start that doesn't exist at another venue or is past
 */
export async function planMove(
  trx: Trx,
  game: KnownGame,
  { localStart, startsAt, when, venue }: Wanted,
  known: readonly KnownFileMove[],
): Promise<PlannedMove> {
  const isElsewhere = venue.id !== game.venueId;
  const same = known.filter(
    (move) =>
      move.eventId === game.id &&
      move.startsAt === startsAt &&
      move.venueId === (isElsewhere ? venue.id : null),
  );
  const decided = same.find((move) => move.decided !== null)?.decided;
  const to = isElsewhere ? `${when}, ${venue.name}` : when;
  if (decided) {
    const day = DateTime.fromJSDate(decided.at, { zone: marketplaceZone }).toFormat('LLL d, yyyy');
    return {
      outcome: 'unchanged',
      message: `The file says ${to}. ${decided.by} decided about that on ${day}: it stays as it is.`,
      changeId: null,
    };
  }
  const hits = await hitsOfEvent(trx, game.id);
  const holds = hits.holds + hits.paying;
  const paused = isElsewhere
    ? (await previewMove(trx, game.id, { localStart, venueId: venue.id })).pausedTotal
    : 0;
  const ends = holds === 1 ? ' that ends' : ' that end';
  const parts = [
    hits.orders > 0 && `${counted(hits.orders, 'order')} of ${counted(hits.soldTickets, 'ticket')}`,
    holds > 0 && `${counted(holds, 'hold')}${isElsewhere ? ends : ''}`,
    paused > 0 &&
      `${counted(paused, 'listing')} that no longer ${paused === 1 ? 'sells until it is' : 'sell until they are'} looked at`,
  ].filter(Boolean);
  const says = isElsewhere
    ? `Moves from ${game.venue} to ${venue.name}, ${when}.`
    : `Moves from ${wallText(game)} to ${when}.`;
  const isHeld = hits.orders + holds > 0;
  const waiting = isHeld ? same[0]?.id : undefined;
  return {
    outcome: isHeld ? 'held' : 'changed',
    message: [
      says,
      parts.length > 0 && `It affects ${parts.join(', ')}.`,
      waiting && 'It waits for a decision since an earlier file.',
    ]
      .filter(Boolean)
      .join(' '),
    changeId: waiting ?? null,
  };
}

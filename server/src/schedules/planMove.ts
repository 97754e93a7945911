/** A row that names another venue for a known game: what its move would hit, and whether a person must decide it. */
import { previewMove } from '../eventChanges/index.ts';
import type { Trx } from '../platform/db/index.ts';
import type { KnownGame } from './seasonGames.ts';

/** A move as the dry run says it. */
export interface PlannedMove {
  outcome: 'changed' | 'held';
  message: string;
}

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/**
 * By the preview of a move by hand. Where orders or holds hang on it, it is held until whoever applies the file decides it;
 * listings of sections that the new venue isn't known to have wait for a person after any move.
 * @param when the new day and time, as people read them
 * @throws Problem `validation_failed` for a start that doesn't exist there or is past
 */
export async function planVenueMove(
  trx: Trx,
  game: KnownGame,
  venue: { id: string; name: string },
  { localStart, when }: { localStart: string; when: string },
): Promise<PlannedMove> {
  const hits = await previewMove(trx, game.id, { localStart, venueId: venue.id });
  const parts = [
    hits.orders > 0 && `${counted(hits.orders, 'order')} of ${counted(hits.tickets, 'ticket')}`,
    hits.holds > 0 && `${counted(hits.holds, 'hold')} that ${hits.holds === 1 ? 'ends' : 'end'}`,
    hits.pausedTotal > 0 &&
      `${counted(hits.pausedTotal, 'listing')} that no longer sells until it is looked at`,
  ].filter(Boolean);
  const says = `Moves from ${game.venue} to ${venue.name}, ${when}.`;
  return {
    outcome: hits.orders + hits.holds > 0 ? 'held' : 'changed',
    message: parts.length === 0 ? says : `${says} It affects ${parts.join(', ')}.`,
  };
}

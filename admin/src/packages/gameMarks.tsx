/** A game's state on the calendar: shape, word and how urgent it is. */
import type { GameState, PackageGame } from '@holdfast/shared/packages';
import { Mark } from '../ui/StateMark.tsx';
import type { StateLook } from '../ui/states.ts';

export const gameLooks: Record<GameState, StateLook> = {
  free: { shape: 'ring', word: 'Free', tone: 'neutral' },
  consigned: { shape: 'waiting', word: 'Consigned', tone: 'warn' },
  listed: { shape: 'disc', word: 'Listed', tone: 'success' },
  held: { shape: 'half', word: 'Held', tone: 'info' },
  sold: { shape: 'tick', word: 'Sold', tone: 'success' },
  withdrawn: { shape: 'square', word: 'Withdrawn', tone: 'neutral' },
  past: { shape: 'openSquare', word: 'Past', tone: 'neutral' },
};

/** Whether a game can still be consigned: nobody has its seats on the way, and it is ahead and on. */
export const canBeChosen = ({ state, status }: PackageGame) =>
  (state === 'free' || state === 'withdrawn') && (status === 'scheduled' || status === 'moved');

export function GameMark({ state }: { state: GameState }) {
  const { shape, tone, word } = gameLooks[state];
  return (
    <Mark shape={shape} tone={tone}>
      {word}
    </Mark>
  );
}

/** What a cell adds to its word: `2 of 4 sold`, `Rejected`. */
export function gameNote({ listing, status }: PackageGame): string | null {
  if (status === 'postponed' || status === 'cancelled')
    return status === 'postponed' ? 'Postponed' : 'Called off';
  if (!listing) return null;
  if (listing.state === 'rejected') return 'Rejected';
  if (listing.state === 'draft') return 'Returned';
  if (listing.state === 'paused') return 'Paused';
  if (listing.sold > 0) return `${listing.sold} of ${listing.quantity} sold`;
  if (listing.held > 0) return `${listing.held} of ${listing.quantity}`;
  return null;
}

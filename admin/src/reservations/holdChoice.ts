/** How much longer a hold lasts, and to which seats it goes, as a person chooses. Pure. */
import type { CaseAction, HoldMoves } from '@holdfast/shared/support';

export interface HoldChoice {
  /** As typed. */
  minutes: string;
  move: HoldMoves['data'][number] | null;
}
export const noHoldChoice: HoldChoice = { minutes: '15', move: null };

type Chosen = { message: string };

const minutesOf = ({ minutes }: HoldChoice): number | null =>
  /^\d{1,3}$/.test(minutes.trim()) && Number(minutes) >= 1 && Number(minutes) <= 120 ? Number(minutes) : null;

/** Whether what the action asks for is chosen; others ask for nothing. */
export function isHoldChosen({ message }: Chosen, choice: HoldChoice): boolean {
  if (message === 'extend') return minutesOf(choice) !== null;
  return message !== 'move' || choice.move !== null;
}

/** The fields of the request. */
export function holdFieldsOf(
  { message }: Chosen,
  choice: HoldChoice,
): Pick<CaseAction, 'minutes' | 'listingId' | 'seats' | 'seenTotal'> {
  if (message === 'extend') return { minutes: minutesOf(choice) ?? undefined };
  if (message !== 'move' || choice.move === null) return {};
  const { listingId, seats, total } = choice.move;
  return { listingId, seats, seenTotal: total.amount };
}

/** When fans of a moved event may choose between their tickets and their money, and until when. */
import { DateTime } from 'luxon';
import { readMarketplace } from '../marketplace/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** Changes of an event within this time are told in one email; milliseconds. */
export const gatherMs = 60_000;

/** A move that is asked about or decided. */
export interface Move {
  eventId: string;
  /** The start before, ISO instant. */
  fromStartsAt: string;
  /** The new start, ISO instant. */
  startsAt: string;
  isOtherVenue: boolean;
  /** IANA zone of the venue where it will be. */
  timeZone: string;
}

/**
 * Until when its fans may have the money back: to the end of the last day at the venue, at most until the event begins. Changes
 * that are told in one email count from the start before them, and a choice that fans have already isn't taken from them.
 * @returns ISO instant; null: the settings give no choice
 */
export async function choiceUntilOf(
  trx: Trx,
  { eventId, fromStartsAt, startsAt, isOtherVenue, timeZone }: Move,
): Promise<string | null> {
  const { moveChoiceHours, moveChoiceVenue, moveChoiceDays } = await readMarketplace(trx);
  const [before] = await queryPrepared<{ now: Date; told: Date | null; has_choice: boolean }>(
    trx,
    `SELECT now() AS now, (SELECT from_starts_at FROM event_changes WHERE event_id = $1
         AND decided_at > now() - make_interval(secs => $2::float8 / 1000) ORDER BY decided_at, id LIMIT 1) AS told,
       EXISTS (SELECT 1 FROM event_changes WHERE event_id = $1 AND choice_until > now()) AS has_choice`,
    [eventId, gatherMs],
  );
  const movedMs = Math.abs(Date.parse(startsAt) - (before?.told?.getTime() ?? Date.parse(fromStartsAt)));
  const isFar = moveChoiceHours !== null && movedMs > moveChoiceHours * 3_600_000;
  if (!isFar && !(isOtherVenue && moveChoiceVenue) && before?.has_choice !== true) return null;
  const lastDay = DateTime.fromJSDate(before?.now ?? new Date(), { zone: timeZone })
    .plus({ days: moveChoiceDays })
    .endOf('day');
  return new Date(Math.min(lastDay.toMillis(), Date.parse(startsAt))).toISOString();
}

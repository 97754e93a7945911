/** The start of an event as a person gives it: a wall time at its venue. */
import { instantOf, momentsOf, wallTimeWithOffset } from '@holdfast/shared/time';
import { DateTime } from 'luxon';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { fieldsRefused } from '../platform/problem.ts';

/**
 * The instant of a wall time at a venue.
 * @param localStart `2026-12-05T19:30`; with its offset (`2026-11-01T01:30-04:00`) where the clocks show it twice
 * @returns ISO instant, ahead of the database's clock
 * @throws Problem `validation_failed` on `localStart`: `not_a_time`, `skipped_time`, `doubled_time` without an offset, `past`
 */
export async function startFromWallTime(trx: Trx, localStart: string, timeZone: string): Promise<string> {
  const refuse = (code: string, message: string) => fieldsRefused([{ field: 'localStart', code, message }]);
  const wall = localStart.slice(0, 16);
  if (!DateTime.fromISO(wall).isValid)
    throw refuse('not_a_time', 'This date or time does not exist. Give another one.');
  const moments = momentsOf(wall, timeZone);
  const clock = wall.slice(11);
  if (moments.length === 0)
    throw refuse('skipped_time', `The clocks at the venue skip ${clock} that day. Give another time.`);
  if (moments.length > 1 && wall === localStart)
    throw refuse(
      'doubled_time',
      `The clocks at the venue show ${clock} twice that day. Say which one with its offset: ${moments.map((at) => wallTimeWithOffset(at, timeZone)).join(' or ')}.`,
    );
  const start = instantOf(localStart, timeZone);
  if (!moments.includes(start))
    throw refuse('not_a_time', 'The clocks at the venue don’t have this offset then. Leave it out.');
  const [database] = await queryPrepared<{ now: Date }>(trx, 'SELECT now() AS now', []);
  if (database && Date.parse(start) <= database.now.getTime())
    throw refuse('past', 'This is past at the venue. Give a time ahead.');
  return start;
}

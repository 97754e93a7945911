/** Until when a case may rest, to choose from. */
import { marketplaceZone } from '@holdfast/shared/time';
import { longDayOf, workTime } from '../ui/time.ts';

interface Rest {
  /** ISO instant. */
  until: string;
  name: string;
}

const hourMs = 3_600_000;

/** Eight o'clock of the marketplace's morning, some days ahead. */
function morning(now: Date, days: number): Date {
  const then = new Date(now.getTime() + days * 24 * hourMs);
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: marketplaceZone,
    hourCycle: 'h23',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(then);
  const part = (type: string) => Number(clock.find((each) => each.type === type)?.value ?? 0);
  const sinceEight = (part('hour') - 8) * hourMs + part('minute') * 60_000 + part('second') * 1_000;
  return new Date(then.getTime() - sinceEight - then.getMilliseconds());
}

/** An hour, four hours, and the mornings of tomorrow, of the day after it, and of next week. */
export function restChoices(now: Date): Rest[] {
  const after = (hours: number) => new Date(now.getTime() + hours * hourMs);
  const named = (until: Date, name: string): Rest => ({ until: until.toISOString(), name });
  return [
    named(after(1), `An hour, until ${workTime(after(1).toISOString(), now)}`),
    named(after(4), `Four hours, until ${workTime(after(4).toISOString(), now)}`),
    ...[1, 2, 7, 30].map((days) => {
      const until = morning(now, days);
      return named(until, `${longDayOf(until)}, 8:00 AM`);
    }),
  ];
}

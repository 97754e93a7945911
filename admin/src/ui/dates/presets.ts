/** Periods that are chosen by name, as days in a zone. */

export interface Days {
  from: string;
  until: string;
}

/** `2026-11-29`, the day that a zone's calendar shows now. */
export function todayIn(now: Date, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(now);
}

/** Days later (or earlier) by the calendar. */
export function addDays(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
}

const firstOfMonth = (day: string) => `${day.slice(0, 7)}-01`;

export const presets: ReadonlyArray<{ name: string; days: (now: Date, zone: string) => Days }> = [
  {
    name: 'Last 7 days',
    days(now, zone) {
      const until = todayIn(now, zone);
      return { from: addDays(until, -6), until };
    },
  },
  {
    name: 'This month',
    days(now, zone) {
      const until = todayIn(now, zone);
      return { from: firstOfMonth(until), until };
    },
  },
  {
    name: 'Last month',
    days(now, zone) {
      const until = addDays(firstOfMonth(todayIn(now, zone)), -1);
      return { from: firstOfMonth(until), until };
    },
  },
];

/** The name of the preset that these days are now. */
export function presetOf(
  from: string | undefined,
  until: string | undefined,
  now: Date,
  zone: string,
): string | null {
  const found = presets.find(({ days }) => {
    const each = days(now, zone);
    return each.from === from && each.until === until;
  });
  return found?.name ?? null;
}

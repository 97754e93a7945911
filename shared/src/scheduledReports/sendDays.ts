/** On which days a report is emailed, and which days it is about. Days are those of the marketplace's zone, `2026-11-30`. */

/** How often a report is emailed. */
export const sendRhythms = { weekly: 'Every week', monthly: 'Every month' } as const;
/** How often a report is emailed. */
export type SendRhythm = keyof typeof sendRhythms;

/** Which days before the one on which it is emailed a report is about. */
export const reportPeriods = {
  lastWeek: 'The week before, Monday to Sunday',
  lastMonth: 'The month before',
  thisMonth: 'The month until the day before',
  thisYear: 'The year until the day before',
} as const;
/** Which days a report is about. */
export type ReportPeriod = keyof typeof reportPeriods;

const dayMs = 86_400_000;
const dateOf = (day: string) => new Date(`${day}T00:00:00Z`);
const textOf = (at: Date | number) => new Date(at).toISOString().slice(0, 10);
/** Monday is 1, Sunday 7. */
const weekdayOf = (date: Date) => date.getUTCDay() || 7;

/** Whether a report is emailed on a day. @param sendDay weekly: 1 Monday to 7 Sunday; monthly: the day of the month */
export function isSendDay({ rhythm, sendDay }: { rhythm: SendRhythm; sendDay: number }, on: string): boolean {
  const date = dateOf(on);
  return (rhythm === 'weekly' ? weekdayOf(date) : date.getUTCDate()) === sendDay;
}

/**
 * The days of a report that is emailed on a day, both included. On the first day of a month or year what is until the day before is
 * the month or year that has ended.
 */
export function periodOf(period: ReportPeriod, on: string): { from: string; until: string } {
  const date = dateOf(on);
  const before = new Date(date.getTime() - dayMs);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  switch (period) {
    case 'lastWeek': {
      const sunday = date.getTime() - weekdayOf(date) * dayMs;
      return { from: textOf(sunday - 6 * dayMs), until: textOf(sunday) };
    }
    case 'lastMonth':
      return { from: textOf(Date.UTC(year, month - 1, 1)), until: textOf(Date.UTC(year, month, 0)) };
    case 'thisMonth':
      return { from: `${textOf(before).slice(0, 7)}-01`, until: textOf(before) };
    case 'thisYear':
      return { from: `${textOf(before).slice(0, 4)}-01-01`, until: textOf(before) };
  }
}

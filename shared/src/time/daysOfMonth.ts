/** The first and the last day of a month, and the first one after it. */
export interface DaysOfMonth {
  first: string;
  last: string;
  next: string;
}

/** @param month `2026-11` */
export function daysOfMonth(month: string): DaysOfMonth {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const dayOf = (date: number) => new Date(date).toISOString().slice(0, 10);
  return {
    first: `${month}-01`,
    last: dayOf(Date.UTC(year, number, 0)),
    next: dayOf(Date.UTC(year, number, 1)),
  };
}

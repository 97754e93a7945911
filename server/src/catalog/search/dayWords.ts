/** Days and months in a search, such as "sunday", "tonight" or "dec 5". */

/** What the words say about the day at the venue. */
export interface DayFilter {
  /** Monday 1 … Sunday 7. */
  weekdays: number[];
  /** Days from today at the venue, first and last: tonight is 0 to 0. */
  fromToday: { first: number; last: number } | null;
  /** Weeks from this one, Monday to Sunday at the venue, whose Saturday and Sunday are meant; days that are over are left out. */
  weekendIn: number | null;
  /** 1 … 12. */
  month: number | null;
  dayOfMonth: number | null;
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const byName = (names: string[], shortest: string[]) =>
  new Map(
    names.flatMap((name, i) =>
      [name, `${name}s`, ...(shortest[i] ? [shortest[i]] : [])].map((each) => [each, i + 1] as const),
    ),
  );
const weekdayNumbers = byName(weekdays, ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
// "mar" begins too many names.
const monthNumbers = byName(months, [
  'jan',
  'feb',
  '',
  'apr',
  '',
  'jun',
  'jul',
  'aug',
  'sep',
  'oct',
  'nov',
  'dec',
]);

/** Whether "this" before it says no more than the word itself. */
const isDayWord = (word: string | undefined): boolean =>
  word !== undefined && (word === 'weekend' || weekdayNumbers.has(word) || monthNumbers.has(word));

/** Takes the words about days out of a search. @returns the other words, and the filter; null: none was said */
export function readDayWords(words: readonly string[]): { rest: string[]; days: DayFilter | null } {
  const days: DayFilter = {
    weekdays: [],
    fromToday: null,
    weekendIn: null,
    month: null,
    dayOfMonth: null,
  };
  const rest: string[] = [];
  for (const [i, word] of words.entries()) {
    const weekday = weekdayNumbers.get(word);
    const month = monthNumbers.get(word);
    const beside = [words[i - 1], words[i + 1]].some((each) => each !== undefined && monthNumbers.has(each));
    if (weekday !== undefined) days.weekdays.push(weekday);
    else if (month !== undefined) days.month = month;
    else if (beside && /^([12]?\d|3[01])(st|nd|rd|th)?$/.test(word))
      days.dayOfMonth = Number.parseInt(word, 10);
    else if (word === 'today' || word === 'tonight') days.fromToday = { first: 0, last: 0 };
    else if (word === 'tomorrow') days.fromToday = { first: 1, last: 1 };
    else if (word === 'weekend') days.weekendIn = words[i - 1] === 'next' ? 1 : 0;
    else if (isDayWord(words[i + 1]) && (word === 'this' || word === 'next')) continue;
    else rest.push(word);
  }
  return { rest, days: rest.length === words.length ? null : days };
}

/**
 * SQL conditions of the filter, over an event's `local_date` and its venue's `time_zone`. The figures are numbers that
 * `readDayWords` made, never text of a visitor.
 */
export function dayConditions(
  days: DayFilter | null,
  column: { localDate: string; timeZone: string },
): string[] {
  if (!days) return [];
  const { localDate, timeZone } = column;
  const today = `(now() AT TIME ZONE ${timeZone})::date`;
  const sunday = `(${today} + 7 - extract(isodow FROM ${today})::int)`;
  return [
    ...(days.weekdays.length > 0
      ? [`extract(isodow FROM ${localDate})::int IN (${days.weekdays.join(', ')})`]
      : []),
    ...(days.month === null ? [] : [`extract(month FROM ${localDate})::int = ${days.month}`]),
    ...(days.dayOfMonth === null ? [] : [`extract(day FROM ${localDate})::int = ${days.dayOfMonth}`]),
    ...(days.weekendIn === null
      ? []
      : [
          `${localDate} BETWEEN greatest(${today}, ${sunday} - 1 + ${7 * days.weekendIn}) AND ${sunday} + ${7 * days.weekendIn}`,
        ]),
    ...(days.fromToday === null
      ? []
      : [`${localDate} BETWEEN ${today} + ${days.fromToday.first} AND ${today} + ${days.fromToday.last}`]),
  ];
}

/** What a date that somebody types means so far. A half-typed date is never a date, and never none. */
import type { Readable } from '../unreadable.ts';

/** What a form holds while a date isn't complete; every schema of a day refuses it. */
export const unfinished = 'unfinished';

/** Years that somebody means; a browser's control gives `0002-12-01` for the first digit of 2026. */
const firstYear = 1900;
const lastYear = 2199;

/**
 * @param text the control's value
 * @param isPartial whether the control shows something that is no date yet (`validity.badInput`)
 * @returns the day as `2026-12-01`, empty when there is none, or `unfinished`
 */
export function dayTyped(text: string, isPartial: boolean): string {
  if (text === '') return isPartial ? unfinished : '';
  const year = Number(/^(\d{4,6})-\d\d-\d\d$/.exec(text)?.[1]);
  return year >= firstYear && year <= lastYear ? text : unfinished;
}

/**
 * A day and a time of day as one wall time. A day alone means 0:00.
 * @param time `19:30`, empty, or `unfinished`
 * @returns `2026-12-01T19:30`, empty when there is neither, or `unfinished`
 */
export function wallTimeTyped(day: string, time: string): string {
  if (day === '' && time === '') return '';
  if (day === '' || day === unfinished || time === unfinished) return unfinished;
  return `${day}T${time || '00:00'}`;
}

/** Whether a value of an address or a form is a day. */
export const isDay = (text: string | null | undefined): text is string =>
  text !== null &&
  text !== undefined &&
  dayTyped(text, false) === text &&
  !Number.isNaN(Date.parse(`${text}T00:00Z`)) &&
  new Date(`${text}T00:00Z`).toISOString().startsWith(text);

/** A parameter of an address that reads as a day. */
export const readableDay: Readable = { safeParse: (text) => ({ success: isDay(text) }) };

import { adoptZones, offsetAt, zoneRules } from '@holdfast/shared/time';
import { afterEach, expect, test } from 'vitest';
import { clock, dayLong, dayOnBoard, isoDay, stamp, zoneLong, zoneShort } from './time.ts';

const kickOff = '2026-11-29T21:25:00.000Z';
const now = Date.parse('2026-11-20T18:00:00.000Z');

afterEach(() => adoptZones({}));

test('dates and times are in the venue’s zone', () => {
  expect(dayLong(kickOff, 'America/New_York')).toBe('Sun, Nov 29, 2026');
  expect(clock(kickOff, 'America/New_York')).toBe('4:25 PM');
  expect(stamp(kickOff, 'America/Los_Angeles')).toBe('Sun, Nov 29, 1:25 PM');
  expect(zoneLong(kickOff, 'America/Edmonton')).toBe('Mountain');
  expect(zoneShort(kickOff, 'America/Chicago')).toBe('CT');
  expect(zoneLong(kickOff, 'Europe/Berlin')).toBe('UTC+1');
  expect(zoneShort(kickOff, 'Asia/Kolkata')).toBe('UTC+5:30');
  expect(isoDay('2026-11-30T02:00:00Z', 'America/New_York')).toBe('2026-11-29');
});

test('the rules of the server give the same offsets as its time zones, to the minute of a change', () => {
  const rules = zoneRules(now);
  const change = Date.parse('2026-11-01T06:00:00Z');
  const moments = [
    change - 60_000,
    change,
    now,
    Date.parse('2027-03-14T06:59:00Z'),
    Date.parse('2027-03-14T07:00:00Z'),
  ];
  const own = moments.map((at) => offsetAt(at, 'America/New_York'));
  adoptZones(rules);
  expect(moments.map((at) => offsetAt(at, 'America/New_York'))).toEqual(own);
  expect(own).toEqual([-240, -300, -300, -300, -240]);
});

test('a browser with outdated time zones shows the server’s times', () => {
  adoptZones({ 'America/Edmonton': [[0, -360]] });
  expect(clock('2026-12-01T01:00:00Z', 'America/Edmonton')).toBe('7:00 PM');
});

test('an instant within a minute has the offset of the minute', () => {
  expect(offsetAt(Date.parse('2026-11-29T21:25:45.700Z'), 'America/New_York')).toBe(-300);
  expect(clock('2026-11-29T21:25:45.700Z', 'America/New_York')).toBe('4:25 PM');
});

test('an event of today is lit on the board', () => {
  expect(dayOnBoard('2026-11-21T00:00:00Z', 'America/New_York', now)).toEqual({ text: 'Tonight', lit: true });
  expect(dayOnBoard('2026-11-20T19:00:00Z', 'America/New_York', now)).toEqual({ text: 'Today', lit: true });
  expect(dayOnBoard('2026-11-22T00:00:00Z', 'America/New_York', now)).toEqual({
    text: 'Tomorrow',
    lit: false,
  });
  expect(dayOnBoard(kickOff, 'America/New_York', now)).toEqual({ text: 'Sun, Nov 29', lit: false });
});

import { describe, expect, it } from 'vitest';
import { daysAsInstants } from './instants.ts';
import { presetOf, presets } from './presets.ts';
import { dayTyped, isDay, unfinished, wallTimeTyped } from './typedDay.ts';

describe('a date while it is typed', () => {
  it('is a day only when it is complete', () => {
    // What Chrome's control gives for 12/01/2026, digit by digit.
    for (const text of ['0002-12-01', '0020-12-01', '0202-12-01'])
      expect(dayTyped(text, false)).toBe(unfinished);
    expect(dayTyped('2026-12-01', false)).toBe('2026-12-01');
    expect(dayTyped('20261-12-01', false)).toBe(unfinished);
  });
  it('is none only when nothing is there', () => {
    expect(dayTyped('', false)).toBe('');
    expect(dayTyped('', true)).toBe(unfinished);
  });
  it('means 0:00 alone, and nothing while its time is half typed', () => {
    expect(wallTimeTyped('2026-12-01', '')).toBe('2026-12-01T00:00');
    expect(wallTimeTyped('2026-12-01', '19:30')).toBe('2026-12-01T19:30');
    expect(wallTimeTyped('2026-12-01', unfinished)).toBe(unfinished);
    expect(wallTimeTyped('', '19:30')).toBe(unfinished);
    expect(wallTimeTyped('', '')).toBe('');
  });
  it('must exist', () => {
    expect(['2037-11-24', '1999-12-31', '2028-02-29'].map(isDay)).toEqual([true, true, true]);
    for (const text of ['2026-02-30', '0002-12-01', '0203-01-01', '2037-13-01', '', 'today'])
      expect(isDay(text)).toBe(false);
  });
});

describe('days of a filter', () => {
  const zone = 'America/New_York';
  it('begin at 0:00 of the zone and are included, across a change of the clocks', () => {
    expect(daysAsInstants({ q: 'x', from: '2026-11-01', until: '2026-11-01' }, zone)).toEqual({
      q: 'x',
      from: '2026-11-01T04:00:00.000Z',
      until: '2026-11-02T05:00:00.000Z',
    });
  });
  it('are left out when they can’t be read', () => {
    const filter = { from: '2', until: '2026-11-31' };
    expect(daysAsInstants(filter, zone)).toEqual({});
  });
  it('are chosen by name in the zone’s calendar', () => {
    // Still the last day of the month there.
    const now = new Date('2026-12-01T03:00:00Z');
    const byName = Object.fromEntries(presets.map(({ name, days }) => [name, days(now, zone)]));
    expect(byName).toEqual({
      'Last 7 days': { from: '2026-11-24', until: '2026-11-30' },
      'This month': { from: '2026-11-01', until: '2026-11-30' },
      'Last month': { from: '2026-10-01', until: '2026-10-31' },
    });
    expect(presetOf('2026-10-01', '2026-10-31', now, zone)).toBe('Last month');
    expect(presetOf('2026-10-02', '2026-10-31', now, zone)).toBeNull();
  });
});

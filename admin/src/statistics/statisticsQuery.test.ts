import { describe, expect, test } from 'vitest';
import { addressOf, behind, ignoredIn, nameOfRow, statisticsQueryOf } from './statisticsQuery.ts';

const questionOf = (address: string) => statisticsQueryOf(new URLSearchParams(address));

describe('the question in the address', () => {
  test('as the page opens: events, best selling first, by sale date', () => {
    expect(questionOf('')).toEqual({
      by: 'event',
      sort: 'sold',
      order: 'desc',
      countedBy: 'sale',
      currency: 'USD',
      filter: { countedBy: 'sale', currency: 'USD' },
    });
  });
  test('filters, dimension and order', () => {
    expect(
      questionOf('by=team&sort=gross&order=asc&countedBy=event&from=2037-11-01&teamId=prf_1&league=NFL'),
    ).toEqual({
      by: 'team',
      sort: 'gross',
      order: 'asc',
      countedBy: 'event',
      currency: 'USD',
      filter: { countedBy: 'event', currency: 'USD', from: '2037-11-01', teamId: 'prf_1', league: 'NFL' },
    });
  });
  test('what can’t be read is as if it weren’t there', () => {
    const address = 'by=planet&sort=luck&order=sideways&countedBy=never&from=0&page=7';
    expect(questionOf(address)).toEqual(questionOf(''));
    expect(ignoredIn(new URLSearchParams(address))).toEqual([
      'by=planet',
      'sort=luck',
      'order=sideways',
      'countedBy=never',
      'from=0',
    ]);
  });
});

test('behind a row lie the tickets of that row, within the same filter', () => {
  const { filter } = questionOf('from=2037-11-01&until=2037-11-30');
  const of = (by: Parameters<typeof behind>[0]['by'], id: string) => addressOf(behind({ by, filter }, id));
  expect(of('event', 'evt_1')).toBe(
    'countedBy=sale&currency=USD&from=2037-11-01&until=2037-11-30&eventId=evt_1',
  );
  expect(of('team', 'own')).toContain('league=own');
  expect(of('day', '2037-11-12')).toContain('from=2037-11-12&until=2037-11-12');
});

test('a day is written out, every other row has its name', () => {
  expect(nameOfRow({ id: '2037-11-22', name: '2037-11-22' }, 'day')).toBe('Sun Nov 22');
  expect(nameOfRow({ id: '2036-11-22', name: '2036-11-22' }, 'day')).toBe('Nov 22, 2036');
  expect(nameOfRow({ id: 'ven_1', name: 'Acrisure Stadium' }, 'venue')).toBe('Acrisure Stadium');
});

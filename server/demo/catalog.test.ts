import { describe, expect, it } from 'vitest';
import { readDemoCatalog } from './catalog.ts';

const { venues, performers, seasons, games } = readDemoCatalog();

describe('the demo catalog', () => {
  it('has both leagues', () => {
    expect(venues).toHaveLength(70);
    expect(performers.filter(({ league }) => league === 'nfl')).toHaveLength(32);
    expect(performers.filter(({ league }) => league === 'nhl')).toHaveLength(32);
    expect(seasons.map(({ games: count }) => count)).toEqual([285, 1312]);
  });

  it('has no dangling references', () => {
    const venueByKey = new Map(venues.map((venue) => [venue.key, venue]));
    const performerKeys = new Set(performers.map(({ key }) => key));
    expect(venueByKey.size).toBe(venues.length);
    expect(performerKeys.size).toBe(performers.length);
    expect(new Set(performers.map(({ slug }) => slug)).size).toBe(performers.length);
    expect(new Set(games.map(({ sourceId }) => sourceId)).size).toBe(games.length);
    for (const performer of performers) expect(venueByKey.has(performer.homeVenue)).toBe(true);
    for (const game of games) {
      expect(game.timeZone).toBe(venueByKey.get(game.venue)?.timeZone);
      expect(performerKeys.has(game.home) && performerKeys.has(game.away)).toBe(true);
    }
  });

  it('has only time zones that the platform knows', () => {
    for (const { timeZone } of venues)
      expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
  });

  it('has the games away from the home venue at their venues', () => {
    const away = games.filter(({ neutral }) => neutral).map(({ venue }) => venue);
    expect([...new Set(away)].sort()).toEqual([
      'avicii-arena',
      'corinthians-arena',
      'croke-park',
      'levis-stadium',
      'loandepot-park',
      'olympiastadion-berlin',
      'raymond-james-stadium',
      'santiago-bernabeu',
      'tottenham-hotspur-stadium',
      'wembley-stadium',
    ]);
    expect(away).toHaveLength(12);
    expect(games.filter(({ timeTbd }) => timeTbd)).toHaveLength(1);
  });
});

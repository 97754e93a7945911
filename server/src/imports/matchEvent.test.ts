import { describe, expect, it } from 'vitest';
import { type KnownEvent, matchEvent } from './matchEvent.ts';

const known = (options: Partial<KnownEvent> = {}): KnownEvent => ({
  id: 'evt_1',
  kind: 'game',
  name: 'Kansas City Chiefs at Dallas Cowboys',
  short_name: 'Chiefs at Cowboys',
  home_short: 'Cowboys',
  away_short: 'Chiefs',
  teams: 'Dallas Cowboys Dallas Kansas City Chiefs Kansas City',
  league: 'NFL National Football League Football',
  venue_name: 'AT&T Stadium',
  venue_place: 'Arlington TX',
  local_date: '2026-11-26',
  local_time: '15:30',
  time_tbd: false,
  status: 'scheduled',
  begun: false,
  currency: 'USD',
  ...options,
});

const rangers = known({
  id: 'evt_2',
  name: 'New York Islanders at New York Rangers',
  short_name: 'Islanders at Rangers',
  home_short: 'Rangers',
  away_short: 'Islanders',
  teams: 'New York Rangers New York New York Islanders New York',
  venue_name: 'Madison Square Garden',
  venue_place: 'New York NY',
});
const festival = known({
  id: 'evt_3',
  kind: 'own',
  name: 'Holdfast Fan Festival',
  short_name: 'Holdfast Fan Festival',
  home_short: null,
  away_short: null,
  teams: '',
  league: '',
  venue_name: 'Nationwide Arena',
  venue_place: 'Columbus OH',
});
const musical = known({
  id: 'evt_4',
  name: 'The Lighthouse, a musical',
  short_name: 'The Lighthouse, a musical',
  home_short: 'Harbor Players',
  away_short: null,
  teams: 'Harbor Players Boston',
  league: 'STAGE Stage plays Theatre',
  venue_name: 'Majestic Theatre',
  venue_place: 'Boston MA',
});

function find(
  name: string | null,
  venueName: string | null,
  time = '15:30',
  events = [known(), rangers, festival],
) {
  const reference = {
    externalId: null,
    mappingId: null,
    name,
    venueName,
    startsAtLocal: `2026-11-26T${time}:00`,
  };
  const match = matchEvent(reference, new Map([['2026-11-26', events]]));
  return 'event' in match ? match.event.id : match.problem.code;
}

describe('the event that a line means', () => {
  it.each([
    ['Kansas City Chiefs at Dallas Cowboys', 'AT&T Stadium'],
    ['Dallas Cowboys vs. Kansas City Chiefs', null],
    ['NFL Week 13: CHIEFS @ COWBOYS', 'AT&T Stadium, Arlington, TX'],
    ['Cowboys', 'at&t stadium'],
    [null, 'AT&T Stadium'],
  ])('is found by %j at %j', (name, venue) => {
    expect(find(name, venue)).toBe('evt_1');
  });

  it.each([
    ['Parking: Chiefs at Cowboys', 'AT&T Stadium', 'event_unknown'],
    ['Bears at Cowboys', 'AT&T Stadium', 'event_unknown'],
    ['New York', null, 'event_unknown'],
    ['Chiefs at Cowboys', 'Madison Square Garden', 'venue_differs'],
    [null, 'Stadium', 'evt_1'],
    [null, 'Wembley', 'venue_differs'],
    [null, null, 'required'],
    ['Fan Festival', null, 'event_unknown'],
    ['Holdfast Fan Festival', 'Nationwide Arena', 'evt_3'],
  ])('by %j at %j is %s', (name, venue, expected) => {
    expect(find(name, venue)).toBe(expected);
  });

  it('of two in one place on one day is the one at the time given', () => {
    const matinee = known({ id: 'evt_4', local_time: '13:00' });
    const evening = known({ id: 'evt_5', local_time: '19:00' });
    expect(find('Chiefs at Cowboys', null, '19:00', [matinee, evening])).toBe('evt_5');
    expect(find('Chiefs at Cowboys', null, '15:00', [matinee, evening])).toBe('event_ambiguous');
  });

  it('may be hours off by doors or an unknown time, and no more', () => {
    expect(find('Cowboys', null, '14:00')).toBe('evt_1');
    expect(find('Cowboys', null, '20:00')).toBe('time_differs');
    expect(find('Cowboys', null, '00:00', [known({ time_tbd: true })])).toBe('evt_1');
  });

  it('takes no more tickets when it has begun or is cancelled', () => {
    expect(find('Cowboys', null, '15:30', [known({ begun: true })])).toBe('event_over');
    expect(find('Cowboys', null, '15:30', [known({ status: 'cancelled' })])).toBe('event_cancelled');
  });

  it('finds a show by its name or its artist, with words of its league around', () => {
    const shows = [known(), musical];
    const names = [
      'The Lighthouse, a Musical',
      'Theatre: Harbor Players',
      'Stage plays: The Lighthouse a musical (Harbor Players)',
      'The Lighthouse, a musical, parking',
      'Theatre',
      'NFL: Chiefs at Cowboys',
      'NHL: Chiefs at Cowboys',
    ];
    expect(names.map((name) => find(name, null, '15:30', shows))).toEqual([
      'evt_4',
      'evt_4',
      'evt_4',
      'event_unknown',
      'event_unknown',
      'evt_1',
      'event_unknown',
    ]);
  });
});

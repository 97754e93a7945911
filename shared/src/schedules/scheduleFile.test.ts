import { describe, expect, it } from 'vitest';
import { clock, isoDay, readScheduleText } from './scheduleFile.ts';

const game = { id: '', date: '2026-12-05', time: '19:30', home: 'Bears', away: 'Lions', venue: '' };

describe('the text of a schedule', () => {
  it.each([
    ['commas', 'Date,Time,Home,Away\n2026-12-05,19:30,Bears,Lions\n'],
    ['cells of a spreadsheet', 'Home Team\tAway Team\tDate\tStart Time\nBears\tLions\t12/5/2026\t7:30 PM'],
    [
      'semicolons, quotes and a mark',
      '\uFEFFdate;time;home;away\r\n"2026-12-05";19:30;"Bears";Lions\r\n\r\n',
    ],
  ])('is read from %s', (_form, text) => {
    expect(readScheduleText(text)).toEqual({ rows: [game] });
  });

  it.each([
    ['a start in one cell', 'start_local,home_team,away_team\n2026-12-05T19:30:00-05:00,Bears,Lions'],
    ['a spreadsheet’s date and time', 'date,time,home,away\n2026-12-05,1899-12-31T19:30:00,Bears,Lions'],
    ['a spreadsheet’s part of a day', 'date,time,home,away\n2026-12-05,0.8125,Bears,Lions'],
    [
      'another company’s id, and two columns for one',
      'game_id,date,time,home,away,location,stadium\n77,2026-12-05,19:30,Bears,Lions,Home,',
    ],
  ])('is read with %s', (_what, text) => {
    expect(readScheduleText(text)).toEqual({ rows: [game] });
  });

  it('keeps separators, quotes and lines within quotes', () => {
    const read = readScheduleText('date,home,away,venue\n2026-12-05,"Bears, the ""old"" ones",Lions,"A\nB"');
    expect(read).toEqual({ rows: [{ ...game, time: '', home: 'Bears, the "old" ones', venue: 'A\nB' }] });
  });

  it.each([
    ['', 'The file is empty.'],
    [
      'date,home\n',
      'The first line names the columns; away is missing. Use id, date, time, away, home, venue.',
    ],
    ['date,home,away\n', 'There is no game below the first line.'],
  ])('%j is none', (text, problem) => {
    expect(readScheduleText(text)).toEqual({ problem });
  });

  it('reads clocks and days as people write them, and leaves the rest to be refused by name', () => {
    expect(['12:05 am', '12:00 PM', '7:30p', 'tbd', '9:05', 'noon', '13:00 pm'].map(clock)).toEqual([
      '00:05',
      '12:00',
      '19:30',
      '',
      '09:05',
      'noon',
      '13:00 pm',
    ]);
    expect(['1/2/2027', '5. May'].map(isoDay)).toEqual(['2027-01-02', '5. May']);
  });
});

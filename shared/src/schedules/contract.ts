/** A season's schedule: games as rows, a dry run of what they mean, and applying it. */
import { z } from 'zod';
import { idOf } from '../http/index.ts';

/** The most games that one schedule may have. */
export const mostGames = 400;

const text = (longest: number) => z.string().trim().max(longest).default('');

/** One game. Date and time are wall time at its venue. */
export const scheduleRow = z.object({
  id: text(40).meta({ description: 'The game’s id, as an export has it; empty: found by its day and teams' }),
  date: text(20).meta({ example: '2026-12-05' }),
  time: text(10).meta({ description: 'Empty or TBD: not known yet', example: '19:30' }),
  home: text(100).meta({ description: 'Any name of the team' }),
  away: text(100),
  venue: text(100).meta({ description: 'Empty: the home team’s own' }),
});
/** One game as a client sends it. */
export type ScheduleRow = z.input<typeof scheduleRow>;
/** One game, every field given. */
export type ReadRow = z.output<typeof scheduleRow>;

/** The games of a schedule. */
export const schedule = z.object({
  rows: z
    .array(scheduleRow)
    .min(1, 'Add at least one game.')
    .max(mostGames, `At most ${mostGames} games at once.`),
  makeTeams: z
    .array(z.string().trim().min(2).max(40))
    .max(mostGames)
    .default([])
    .meta({ description: 'Unknown opponents that are to be made, as the rows name them' }),
});
/** A schedule as a client sends it. */
export type Schedule = z.input<typeof schedule>;

/**
 * What becomes of a row. `held`: the game would move, and orders or holds hang on it: it moves where a person decides it,
 * when the file is applied or later. `leftOut`: a game that isn't this season’s, such as one away.
 */
export const rowOutcome = z.enum(['created', 'changed', 'held', 'unchanged', 'leftOut', 'refused']);
/** What becomes of a row. */
export type RowOutcome = z.infer<typeof rowOutcome>;

const plannedRow = z.object({
  outcome: rowOutcome,
  message: z.string(),
  eventId: idOf('event').nullable(),
  changeId: idOf('feedChange').nullable().meta({
    description:
      'The decision that waits since an earlier file: of a held row that says the same again, and of an unchanged row, with which it is dropped',
  }),
});
/** A schedule that is applied as its dry run showed it. */
export const appliedSchedule = schedule.extend({
  seen: z
    .array(plannedRow)
    .max(mostGames)
    .meta({ description: 'The rows of the dry run; where one would be something else now, all are refused' }),
  move: z
    .array(idOf('event'))
    .max(mostGames)
    .default([])
    .meta({ description: 'The held games that move at once; the others wait among the games to decide' }),
});

/** What a schedule means for a season, row by row. */
export const schedulePlan = z
  .object({
    rows: z.array(plannedRow),
    counts: z.object({
      created: z.int(),
      changed: z.int(),
      held: z.int(),
      unchanged: z.int(),
      leftOut: z.int(),
      refused: z.int(),
    }),
    unknownTeams: z.array(z.string()),
    notNamed: z
      .int()
      .meta({ description: 'Games ahead of this season that no row names; they stay as they are' }),
  })
  .meta({ id: 'SchedulePlan' });
/** What a schedule means for a season, row by row. */
export type SchedulePlan = z.infer<typeof schedulePlan>;

/** What a file says: its games as rows, to be corrected and checked. */
export const readSchedule = z
  .object({
    format: z.enum(['CSV', 'XLSX', 'ICS', 'SkyBox']),
    rows: z.array(scheduleRow),
    notes: z.array(z.string()).meta({ description: 'What was left out of it, in words' }),
  })
  .meta({ id: 'ReadSchedule' });
/** What a file says: its games as rows. */
export type ReadSchedule = z.output<typeof readSchedule>;
/** The largest schedule file, in bytes: a league's season has about 300 kB. */
export const largestScheduleBytes = 4 * 1024 * 1024;

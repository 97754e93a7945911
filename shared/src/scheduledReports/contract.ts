/** Reports that are emailed by themselves: which one, of which days, when and to whom. */
import { z } from 'zod';
import { reportDays, reportGroups, reportIds } from '../accounting/index.ts';
import { day, idOf, instant, listOf } from '../http/index.ts';
import { reportPeriods, sendRhythms } from './sendDays.ts';

const keysOf = <K extends string>(of: Record<K, unknown>) => Object.keys(of) as [K, ...K[]];
const filter = z.string().max(200).nullable();

/** How many people one report is emailed to at most. */
export const mostRecipients = 20;

const fields = {
  name: z
    .string()
    .trim()
    .min(1, 'Give it a name: it is the subject of the email.')
    .max(80, 'Use at most 80 characters.'),
  report: z.enum(reportIds, { error: 'Choose a report.' }),
  by: z.enum(keysOf(reportGroups), { error: 'Choose what its rows are.' }),
  on: z.enum(keysOf(reportDays), { error: 'Choose whose day puts an entry into the period.' }),
  event: filter.meta({ description: 'Of this event alone' }),
  team: filter.meta({ description: 'Of home games of this team alone' }),
  league: filter.meta({ description: 'Of this league alone' }),
  consignor: filter.meta({ description: 'Of this consignor alone' }),
  period: z.enum(keysOf(reportPeriods), { error: 'Choose which days it is about.' }),
  rhythm: z.enum(keysOf(sendRhythms), { error: 'Choose how often it is emailed.' }),
  sendDay: z
    .int('Give a day of the month, 1 to 28.')
    .min(1, 'Give a day of the month, 1 to 28.')
    .max(28, 'Give a day that every month has, 1 to 28.')
    .meta({ description: 'Weekly: 1 Monday to 7 Sunday; monthly: the day of the month' }),
  toSlack: z
    .boolean()
    .default(false)
    .meta({ description: 'It goes to Slack’s destination of reports too, where there is one' }),
  recipients: z
    .array(idOf('person'))
    .min(1, 'Choose who gets it.')
    .max(mostRecipients, `Choose at most ${mostRecipients} people.`),
};

/** A new report that is emailed. */
export const newScheduledReport = z
  .object(fields)
  .refine(({ rhythm, sendDay }) => rhythm !== 'weekly' || sendDay <= 7, {
    path: ['sendDay'],
    error: 'Choose a day of the week.',
  });
/** A new report that is emailed. */
export type NewScheduledReport = z.infer<typeof newScheduledReport>;

/** Changes one; `isPaused`: it isn't emailed until it goes on. */
export const scheduledReportChange = z.object({
  ...fields,
  isPaused: z.boolean(),
  version: z.int(),
});
/** Changes one. */
export type ScheduledReportChange = z.infer<typeof scheduledReportChange>;

const person = z.object({ id: idOf('person'), name: z.string() });

/** A report that is emailed. */
export const scheduledReport = z
  .object({
    id: idOf('scheduledReport'),
    ...fields,
    recipients: z.array(person.extend({ mayRead: z.boolean() })).meta({
      description: 'Who may not read reports any more gets none, and stays in the list until it is changed',
    }),
    isPaused: z.boolean(),
    nextOn: day.nullable().meta({ description: 'Null: it is paused' }),
    sentAt: instant.nullable().meta({ description: 'When it was last emailed' }),
    version: z.int(),
  })
  .meta({ id: 'ScheduledReport' });
/** A report that is emailed. */
export type ScheduledReport = z.infer<typeof scheduledReport>;

/** All of them, and who may be chosen. */
export const scheduledReportList = listOf(scheduledReport).extend({ people: z.array(person) });
/** All of them, and who may be chosen. */
export type ScheduledReportList = z.infer<typeof scheduledReportList>;

/** Background jobs that used up their attempts, for administrators. */
import { z } from 'zod';
import { afterPlace, instant, listQuery, listWithNext, reason } from '../http/index.ts';

export { jobName, jobNames } from './jobNames.ts';

/** One such job. */
export const givenUpJob = z
  .object({
    id: z.string().meta({ description: 'Its number in the job queue' }),
    task: z.string().meta({ example: 'payments.confirm' }),
    payload: z.string().meta({ description: 'What it works on, as JSON' }),
    attempts: z.int(),
    error: z.string().nullable().meta({ description: 'Of its last attempt' }),
    createdAt: instant,
    lastTriedAt: instant,
  })
  .meta({ id: 'GivenUpJob' });
/** A job that used up its attempts. */
export type GivenUpJob = z.infer<typeof givenUpJob>;

/** Oldest first unless asked otherwise. */
export const givenUpJobQuery = listQuery(['createdAt', 'task'], afterPlace, { order: 'asc' });
/** One page of such jobs. */
export const givenUpJobs = listWithNext(givenUpJob);

/** Why a job that gave up isn't done at all. */
export const dropJobBody = z.object({ reason });

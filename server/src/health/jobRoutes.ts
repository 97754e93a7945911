/** Jobs that gave up: administrators see them, run them again, or drop them. */
import { dropJobBody, givenUpJobQuery, givenUpJobs } from '@holdfast/shared/jobs';
import { z } from 'zod';
import { audit } from '../platform/audit.ts';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { dropJob, listGivenUp, runAgain } from '../platform/jobs/index.ts';
import { Problem } from '../platform/problem.ts';

const shared = { tag: 'Admin', roles: ['admin'] } as const;

const onOne = {
  ...shared,
  method: 'post',
  idempotent: true,
  params: z.object({ id: z.string().regex(/^\d{1,18}$/) }),
  problems: ['nothing_to_do'],
} as const;
const isOver = () =>
  new Problem('nothing_to_do', 'This job isn’t waiting for anybody: it has run, or runs now.');

export function jobRoutes(): AnyEndpoint[] {
  return [
    query({
      ...shared,
      path: '/admin/jobs',
      summary: 'Background jobs that used up their attempts',
      query: givenUpJobQuery,
      answer: givenUpJobs,
      run: (trx, { query }) => listGivenUp(trx, query),
    }),
    command({
      ...onOne,
      path: '/admin/jobs/:id/run-again',
      summary: 'Run one again, with all its attempts',
      async run(trx, { params: { id }, principal }) {
        const task = await runAgain(trx, id);
        if (task === null) throw isOver();
        await audit(trx, principal, [{ what: 'job.runAgain', subject: id, after: { task } }]);
      },
    }),
    command({
      ...onOne,
      path: '/admin/jobs/:id/drop',
      summary: 'Remove one: what it was to do isn’t done',
      body: dropJobBody,
      async run(trx, { params: { id }, body: { reason }, principal }) {
        const before = await dropJob(trx, id);
        if (before === null) throw isOver();
        await audit(trx, principal, [{ what: 'job.drop', subject: id, reason, before }]);
      },
    }),
  ];
}

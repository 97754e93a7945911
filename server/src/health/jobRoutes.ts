/** Jobs that gave up: administrators see them, and run them again. */
import { givenUpJobQuery, givenUpJobs } from '@holdfast/shared/jobs';
import { z } from 'zod';
import { audit } from '../platform/audit.ts';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { listGivenUp, runAgain } from '../platform/jobs/index.ts';
import { Problem } from '../platform/problem.ts';

const shared = { tag: 'Admin', roles: ['admin'] } as const;

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
      ...shared,
      method: 'post',
      path: '/admin/jobs/:id/run-again',
      summary: 'Run one again, with all its attempts',
      idempotent: true,
      params: z.object({ id: z.string().regex(/^\d{1,18}$/) }),
      problems: ['nothing_to_do'],
      async run(trx, { params: { id }, principal }) {
        const task = await runAgain(trx, id);
        if (task === null)
          throw new Problem('nothing_to_do', 'This job isn’t waiting for anybody: it has run, or runs now.');
        await audit(trx, principal, [{ what: 'job.runAgain', subject: id, after: { task } }]);
      },
    }),
  ];
}

/** Audit cases of files that are written in the background. */
import type { AskedExport } from '@holdfast/shared/exports';
import { expect } from 'vitest';
import { fillAuditLog, manyEntries, manyRows } from '../manyEntries.ts';
import { type Case, changes } from './case.ts';
import type { Bench } from './testBench.ts';

const body = { table: '/admin/audit', format: 'csv', query: manyEntries };

async function fill({ app: { db }, running }: Bench): Promise<void> {
  running.context.config.exportRowsAtOnce = manyRows;
  if (!(await db('audit_entries').where({ what: 'ledger.many' }).first())) await fillAuditLog(db);
}

/** The cases. */
export const exportCases: Case[] = [
  changes({ by: 'finance', route: 'POST /admin/exports' }, async (bench) => {
    await fill(bench);
    return {
      path: '/admin/exports',
      body,
      entries: [
        {
          what: 'export.request',
          subject: expect.stringMatching(/^exf_/) as unknown as string,
          before: null,
          after: { file: 'audit-log.csv', rows: manyRows, filter: { what: 'ledger.many' } },
        },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/exports/:id/remove' }, async (bench) => {
    await fill(bench);
    const asked = await bench.does<AskedExport>('finance', 'POST', '/admin/exports', body);
    const id = asked.export?.id ?? '';
    await bench.idle();
    return {
      path: `/admin/exports/${id}/remove`,
      entries: [
        {
          what: 'export.remove',
          subject: id,
          before: { state: 'ready' },
          after: { state: 'removed', file: 'audit-log.csv' },
        },
      ],
    };
  }),
];

import { staffRoles } from '@holdfast/shared/accounts';
import { activityLog, auditFilter, auditList, auditQuery, ownLogQuery } from '@holdfast/shared/audit';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, endpoint, query } from '../platform/http/index.ts';
import { csvType, workbookType } from '../platform/spreadsheets/index.ts';
import { ownConsignor } from '../portal/index.ts';
import { activityLogOf } from './activityLog.ts';
import { auditCsv, auditXlsx } from './exportAudit.ts';
import { listAudit } from './readAudit.ts';
import { nounsFor } from './readers.ts';

const shared = { method: 'get', tag: 'Admin', roles: staffRoles } as const;

export function auditRoutes({ db }: AppContext): AnyEndpoint[] {
  return [
    query({
      ...shared,
      path: '/admin/audit',
      summary: 'Who changed what, when and why, with before and after; as far as your work goes',
      query: auditQuery,
      answer: auditList,
      read: (db, { query, caller }) => listAudit(db, query, nounsFor(caller.roles)),
    }),
    endpoint({
      ...shared,
      path: '/admin/audit.csv',
      summary: 'The same as a CSV file: exactly what is filtered',
      query: auditFilter,
      async handle(ctx, { query }) {
        ctx.type = csvType;
        ctx.attachment('audit-log.csv');
        ctx.body = auditCsv(db, query, nounsFor(ctx.state.caller.roles));
        return undefined;
      },
    }),
    endpoint({
      ...shared,
      path: '/admin/audit.xlsx',
      summary: 'The same as a workbook, up to 100,000 lines',
      query: auditFilter,
      problems: ['too_many_rows'],
      async handle(ctx, { query }) {
        const file = await auditXlsx(db, query, nounsFor(ctx.state.caller.roles));
        ctx.type = workbookType;
        ctx.attachment('audit-log.xlsx');
        ctx.body = file;
        return undefined;
      },
    }),
    query({
      path: '/selling/log',
      tag: 'Selling',
      summary: 'What our team did with the signed-in consignor’s own listings',
      roles: ['consignor'],
      query: ownLogQuery,
      answer: activityLog,
      read: (db, { query, caller }) => activityLogOf(db, ownConsignor(caller), query),
    }),
  ];
}

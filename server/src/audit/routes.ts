import { staffRoles } from '@holdfast/shared/accounts';
import {
  activityLog,
  auditList,
  auditQuery,
  ownLogQuery,
  securityList,
  securityQuery,
} from '@holdfast/shared/audit';
import { type AnyEndpoint, query } from '../platform/http/index.ts';
import { ownConsignor } from '../portal/index.ts';
import { activityLogOf } from './activityLog.ts';
import { listAudit } from './readAudit.ts';
import { nounsFor } from './readers.ts';
import { listSecurityEvents } from './securityLog.ts';

const shared = { method: 'get', tag: 'Admin', roles: staffRoles } as const;

export function auditRoutes(): AnyEndpoint[] {
  return [
    query({
      ...shared,
      path: '/admin/audit',
      summary: 'Who changed what, when and why, with before and after; as far as your work goes',
      query: auditQuery,
      answer: auditList,
      read: (db, { query, caller }) => listAudit(db, query, nounsFor(caller.roles)),
    }),
    query({
      ...shared,
      roles: ['admin'],
      path: '/admin/security-log',
      summary: 'What was refused for safety: guessed passwords, forged requests, and what a role may not do',
      query: securityQuery,
      answer: securityList,
      run: (trx, { query }) => listSecurityEvents(trx, query),
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

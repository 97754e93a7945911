/**
 * The audit log: rows are inserted only, never changed or deleted. Each role reads the actions that concern
 * it.
 */
import { z } from 'zod';
import { afterPlace, idOf, instant, listOf, listQuery, listWithNext } from '../http/index.ts';

/** One audited action with its subject before and after. */
export const auditRow = z
  .object({
    id: idOf('audit'),
    at: instant,
    by: z.object({ id: z.string(), name: z.string() }),
    what: z.string().meta({ description: 'The kind of record and the action', example: 'listing.price' }),
    subject: z.string().meta({ description: 'The id of what was changed' }),
    label: z.string().nullable().meta({
      description: 'The subject for people',
      example: 'Chiefs at Cowboys 234 / 5 / 16–17',
    }),
    reason: z.string().nullable(),
    before: z.unknown(),
    after: z.unknown(),
    names: z.record(z.string(), z.string()).meta({
      description: 'Names of the ids that stand in before and after',
    }),
    requestId: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });
/** One audited action. */
export type AuditRow = z.infer<typeof auditRow>;

/** The filters of the audit log, as query fields. */
export const auditFilters = {
  q: z.string().trim().max(100).optional().meta({
    description: 'Text in the person, the action, the subject, the reason, or the values before and after',
  }),
  by: z.string().max(60).optional().meta({ description: 'A person’s id, system, or an import’s id' }),
  what: z.string().max(60).optional().meta({ description: 'listing, or listing.price' }),
  subject: z.string().max(60).optional(),
  from: instant.optional(),
  until: instant.optional().meta({ description: 'Before this instant' }),
};
/** The filters of the audit log, without paging. */
export const auditFilter = z.object(auditFilters);
/** The validated filters of the audit log. */
export type AuditFilter = z.infer<typeof auditFilter>;
/** The query of the audit log, newest first. */
export const auditQuery = listQuery(['at'], { ...auditFilters, ...afterPlace }, { order: 'desc' });
/** One page of the audit log. `total` stops counting at 10,000. */
export const auditList = listWithNext(auditRow).extend({
  more: z.boolean().meta({ description: 'There are more rows than `total`, which stops at 10,000' }),
  actionNames: z.array(z.string()).meta({ description: 'The actions that the caller may read' }),
});
/** One page of the audit log. */
export type AuditList = z.infer<typeof auditList>;

/** What staff did with one of a consignor's own listings. It never contains the names of staff. */
export const activityLogEntry = z
  .object({ at: instant, text: z.string(), label: z.string(), reason: z.string().nullable() })
  .meta({ id: 'ActivityLogEntry' });
/** One entry of a consignor's activity log. */
export type ActivityLogEntry = z.infer<typeof activityLogEntry>;
/** The query of a consignor's activity log: newest first, 10 per page. */
export const ownLogQuery = listQuery(['at'], {}, { order: 'desc', perPage: 10 });
/** One page of a consignor's activity log. */
export const activityLog = listOf(activityLogEntry);
/** One page of a consignor's activity log. */
export type ActivityLog = z.infer<typeof activityLog>;

/** What people changed: read by whom it concerns, never changed, never deleted. */
import { z } from 'zod';
import { idOf, instant, listOf, listQuery } from '../http/index.ts';

export const auditRow = z
  .object({
    id: idOf('audit'),
    at: instant,
    by: z.object({ id: z.string(), name: z.string() }),
    what: z.string().meta({ description: 'A noun and its verb', example: 'listing.price' }),
    subject: z.string().meta({ description: 'The id of what was changed' }),
    label: z.string().nullable().meta({
      description: 'What the subject is, in words',
      example: 'Chiefs at Cowboys 234 / 5 / 16–17',
    }),
    reason: z.string().nullable(),
    before: z.unknown(),
    after: z.unknown(),
    requestId: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditRow = z.infer<typeof auditRow>;

export const auditFilters = {
  q: z.string().trim().max(100).optional().meta({
    description: 'Words of the person, the action, the subject, the reason, or the values before and after',
  }),
  by: z.string().max(60).optional().meta({ description: 'A person’s id, house, or an import’s id' }),
  what: z.string().max(60).optional().meta({ description: 'listing, or listing.price' }),
  subject: z.string().max(60).optional(),
  from: instant.optional(),
  until: instant.optional().meta({ description: 'Before this instant' }),
};
export const auditFilter = z.object(auditFilters);
export type AuditFilter = z.infer<typeof auditFilter>;
export const auditQuery = listQuery(['at'], auditFilters, { order: 'desc' });
export const auditList = listOf(auditRow).extend({
  more: z.boolean().meta({ description: 'There are more than `total`, which stops counting at 10,000' }),
  whats: z.array(z.string()).meta({ description: 'The actions that this caller may read of' }),
});
export type AuditList = z.infer<typeof auditList>;

/** What our team did with a consignor's own listings, as they may read it: no names of the staff. */
export const activityLogEntry = z
  .object({ at: instant, text: z.string(), label: z.string(), reason: z.string().nullable() })
  .meta({ id: 'ActivityLogEntry' });
export type ActivityLogEntry = z.infer<typeof activityLogEntry>;
export const ownLogQuery = listQuery(['at'], {}, { order: 'desc', perPage: 10 });
export const activityLog = listOf(activityLogEntry);
export type ActivityLog = z.infer<typeof activityLog>;

/** Requests that wait for a second person, and from which amount on. */
import { z } from 'zod';
import { idOf, instant, reason } from '../http/index.ts';
import { minorUnits, money } from '../money/index.ts';

/** Where a request stands. */
export const approvalState = z.enum(['waiting', 'approved', 'declined', 'withdrawn', 'expired']);
/** Where a request stands. */
export type ApprovalState = z.infer<typeof approvalState>;

/** One request. */
export const approvalRow = z
  .object({
    id: idOf('approval'),
    command: z.string().meta({ description: 'What runs once it is approved', example: 'case.action' }),
    subject: z.string().meta({ description: 'The id of what it acts on' }),
    state: approvalState,
    words: z.string().meta({ example: 'Refund the order HF-AB12CD34' }),
    amount: money.meta({ description: 'What it moves' }),
    body: z.record(z.string(), z.unknown()).meta({ description: 'The command’s own fields' }),
    reason: z.string(),
    by: z.object({ id: z.string(), name: z.string() }),
    createdAt: instant,
    expiresAt: instant,
    decidedBy: z.string().nullable().meta({ description: 'Null while it waits, and where nobody did' }),
    decidedAt: instant.nullable(),
    decideReason: z.string().nullable(),
  })
  .meta({ id: 'Approval' });
/** One request. */
export type ApprovalRow = z.infer<typeof approvalRow>;

/** Approves a request. */
export const approve = z.object({
  reason,
  seenVersion: z.int().meta({
    description:
      'The version of what it acts on, as the preview showed it: what changed since isn’t acted on',
  }),
});
/** Declines or withdraws a request. */
export const endApproval = z.object({ reason });

/** From which amount on a second person decides. */
export const approvalRule = z
  .object({
    id: z.literal('approvals'),
    limitAmount: minorUnits.meta({
      description: 'Money moved by hand above it, per order, waits for a second person; 0: never',
    }),
    version: z.int(),
  })
  .meta({ id: 'ApprovalRule' });
/** From which amount on a second person decides. */
export type ApprovalRule = z.infer<typeof approvalRule>;
/** Changes the rule. */
export const approvalRuleChange = z.object({
  limitAmount: z
    .int('Give an amount, such as 500.00; 0 for never.')
    .min(0, 'Give an amount, such as 500.00; 0 for never.')
    .max(100_000_000, 'That is more than one order can be.'),
  version: z.int(),
});

/** What needs a person now, as the rooms below say it: one row a cause. Cases follow it, and `verify` compares. */
import type { CaseKind } from '@holdfast/shared/cases';
import { firstIdFrom } from '../platform/ids.ts';
import { givenUpRows } from '../platform/jobs/index.ts';

/** One cause. */
export interface Cause {
  kind: CaseKind;
  /** The id of what it is about. */
  subject: string;
  reservation_id: string | null;
  text: string;
  since: Date;
  due_at: Date | null;
  /** Names this time that it happened. */
  occurrence: string;
}

/** SQL: how long Stripe may take to answer before somebody looks, how far a hold may be past its deadline, and a cause's case behind. */
export const patience = `interval '2 minutes'`;

/** Payments older than this that have no case yet aren't looked through for missing tickets, milliseconds: `verify` looks at all. */
const lookBackMs = 3 * 24 * 60 * 60_000;

/** By kind: SQL of (kind, subject, reservation_id, text, since, due_at, occurrence). Those without `$` need no parameter. */
const parts: readonly string[] = [
  // Captured, and neither an order's money nor all on its way back. Older ones stay while they have a case.
  `SELECT 'paidWithoutTickets', p.id, r.id, 'The payment was captured, and the order has no tickets', p.created_at, NULL::timestamptz, ''
   FROM payments_charges p JOIN reservations_orders r ON r.id = p.reservation_id
   WHERE p.id IN (SELECT id FROM payments_charges WHERE id >= $1
       UNION SELECT subject FROM cases WHERE kind = 'paidWithoutTickets' AND is_present)
     AND payment_is_captured(p.state) AND NOT (reservation_is_order(r.state) AND r.payment_id = p.id)
     AND p.amount - p.refunded_amount - p.refunding_amount - p.withheld_amount > 0`,
  `SELECT 'paymentUnknown', p.id, p.reservation_id, 'The payment has no outcome, and Stripe owes an answer', p.created_at, NULL, ''
   FROM payments_underway p WHERE p.state <> 'requiresAction' AND p.created_at < now() - ${patience}`,
  // The fan may still be at their bank; after fifteen minutes somebody looks.
  `SELECT 'paymentUnknown', p.id, p.reservation_id, r.attention_causes ->> 'review', p.created_at, NULL, ''
   FROM reservations_orders r JOIN payments_underway p ON p.reservation_id = r.id AND p.state = 'requiresAction'
   WHERE r.attention IS NOT NULL AND jsonb_exists(r.attention_causes, 'review')`,
  `SELECT 'lateMoney', p.id, r.id, 'Captured after the hold had ended; the refund is on its way', f.created_at, NULL, ''
   FROM (SELECT payment_id, min(created_at) AS created_at FROM payments_refunds
         WHERE state NOT IN ('done', 'givenUp', 'paidElsewhere', 'failed') GROUP BY payment_id) f
   JOIN payments_charges p ON p.id = f.payment_id JOIN reservations_orders r ON r.id = p.reservation_id
   WHERE NOT (reservation_is_order(r.state) AND r.payment_id = p.id)`,
  `SELECT 'refundFailed', f.id, f.reservation_id,
     CASE WHEN f.returned THEN 'The fan’s bank returned a refund: the money is owed' ELSE 'A refund failed at the fan’s bank: the money is owed' END,
     f.created_at, NULL, f.version::text
   FROM payments_refunds f WHERE f.state NOT IN ('done', 'givenUp', 'paidElsewhere') AND f.state = 'failed'`,
  `SELECT 'eventRefund', r.id, r.id, r.attention_causes ->> 'event', r.created_at, NULL, r.attention_causes ->> 'event'
   FROM reservations_orders r WHERE r.attention IS NOT NULL AND jsonb_exists(r.attention_causes, 'event')`,
  `SELECT 'holdStuck', r.id, r.id, 'The hold is past its deadline and still keeps its tickets', r.expires_at, NULL, ''
   FROM reservations_orders r WHERE r.state IN ('pending.holding', 'pending.paying') AND r.state = 'pending.holding'
     AND r.expires_at < now() - ${patience}`,
  `SELECT 'deliveryProblem', d.id, d.reservation_id,
     CASE WHEN d.state = 'refused' THEN 'The fan can’t accept the tickets' ELSE 'The tickets can’t be delivered' END,
     coalesce(d.sent_at, d.created_at), NULL, d.version::text
   FROM deliveries_made d WHERE delivery_is_problem(d.state)`,
  `SELECT 'deliveryOverdue', d.id, d.reservation_id, 'The tickets weren’t sent in time', coalesce(d.due_by, d.created_at), NULL, ''
   FROM deliveries_made d WHERE d.state = 'overdue'`,
  `SELECT 'disputeDue', d.id, d.reservation_id,
     CASE WHEN d.state = 'inquiry' THEN 'The fan’s bank asks about the payment' ELSE 'The fan’s bank disputes the payment' END,
     d.created_at, (d.snapshot -> 'context' ->> 'evidenceDueAt')::timestamptz, d.state
   FROM payments_disputes d WHERE dispute_is_unanswered(d.state)`,
  `SELECT 'lossUndecided', w.consignor_id || '/' || w.reservation_id, w.reservation_id, 'The fan’s bank took the payment back for good: who bears it?',
     w.lost_at, NULL, w.lost_at::text FROM payouts_losses_waiting w`,
  `SELECT 'payoutRefused', o.id, NULL,
     CASE WHEN o.how = 'kept' THEN 'Stripe didn’t take the payout to ' || c.name || ' back'
       WHEN o.how = 'returned' THEN 'The payout to ' || c.name || ' came back'
       WHEN o.way = 'stripe' THEN 'Stripe refused the payout to ' || c.name ELSE 'The bank refused the payout to ' || c.name END
       || coalesce(': ' || o.reason, ''),
     o.at, NULL, o.attempt_id || '/' || o.how || '/' || extract(epoch FROM o.at)
   FROM payouts_refused o JOIN consignors_named m ON m.id = o.consignor_id JOIN consignors_named c ON c.id = coalesce(m.merged_into, m.id)`,
  `SELECT 'approvalWaits', a.id, a.reservation_id, a.words, a.created_at, a.expires_at, '' FROM approvals_waiting a`,
  `SELECT 'moneyOutside', r.id, r.id, r.attention_causes ->> 'outside', r.created_at, NULL, r.attention_causes ->> 'outside'
   FROM reservations_orders r WHERE r.attention IS NOT NULL AND jsonb_exists(r.attention_causes, 'outside')`,
  `SELECT 'otherAttention', r.id, r.id, r.attention_causes ->> 'other', r.created_at, NULL, r.attention_causes ->> 'other'
   FROM reservations_orders r WHERE r.attention IS NOT NULL AND jsonb_exists(r.attention_causes, 'other')`,
  `SELECT 'emailFailed', m.id, m.reservation_id, 'An email wasn’t delivered: ' || m.subject, m.created_at, NULL, ''
   FROM notifications_emails m WHERE m.state = 'failed' AND m.settled_at IS NULL`,
  `SELECT 'emailTextFailed', t.key, NULL,
     format('The edited text of %s can’t be rendered for some records (%s); their emails left with the default', t.key, t.reason),
     t.first_at, NULL, t.language || ' ' || t.version
   FROM email_templates_failing t`,
  `SELECT 'stripeEventFailed', v.id, NULL, 'Stripe’s event couldn’t be processed: ' || v.type, v.received_at, NULL, ''
   FROM payments_events_failed v`,
  `SELECT 'jobFailed', j.id, NULL, 'A job gave up: ' || j.task, j.created_at, NULL, j.updated_at::text FROM ${givenUpRows} j`,
  `SELECT 'noticesHeld', h.rule, NULL, format('%s notices of one kind can’t be made: %s', h.rows, h.error), h.since, NULL, ''
   FROM notices_held h WHERE h.since < now() - ${patience}`,
  `SELECT 'channelFailed', 'slack ' || f.name, NULL, format('Slack takes no messages for “%s”: %s', f.name, f.problem), f.failing_since, NULL, ''
   FROM slack_failing f WHERE f.failing_since < now() - ${patience}`,
  `SELECT 'channelFailed', 'telegram', NULL, format('Telegram refuses the bot @%s: %s', f.bot_name, f.problem), f.failing_since, NULL, ''
   FROM telegram_failing f WHERE f.failing_since < now() - ${patience}`,
  `SELECT 'difference', 'statistics', NULL, format('Statistics differ from a recount in %s places', c.differences), c.at, NULL, c.id::text
   FROM statistics_last_comparison c WHERE c.differences > 0`,
  `SELECT 'balanceDifference', d.id, d.reservation_id, d.text, d.found_at, NULL, '' FROM daily_balance_open d`,
];

/** `causes AS (…)`, for a WITH; its one parameter is `$1`. */
export const causesText = `causes (kind, subject, reservation_id, text, since, due_at, occurrence) AS MATERIALIZED (
  ${parts.join('\n  UNION ALL ')})`;

/** The first payment that is looked through: `$1` of the text. */
export const lookedFrom = (now: number): string => firstIdFrom('payment', now - lookBackMs);

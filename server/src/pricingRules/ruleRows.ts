/** Rule rows for display: with names, their effective end and a worked example. */
import {
  type PercentagesComponent,
  type PercentagesRule,
  quoteTicket,
  type RuleScope,
  ruleScopes,
} from '@holdfast/shared/pricing';
import type { PricingPercentages } from '../pricing/index.ts';

/** Minor units: 100.00 of most currencies. */
export const examplePrice = 10_000;

export interface RuleRow
  extends Pick<
    PricingPercentages,
    | 'id'
    | 'target'
    | 'commission_bps'
    | 'fee_bps'
    | 'effective_from'
    | 'effective_until'
    | 'reason'
    | 'created_by'
    | 'created_at'
  > {
  scope: RuleScope;
  target_name: string;
  components: PercentagesComponent[];
  ends_at: Date | null;
  state: PercentagesRule['state'];
  person_name: string | null;
}

/** The target's name for `r.scope` and `r.target`; null when it doesn't exist. */
export const targetNameColumn = `CASE r.scope WHEN 'marketplace' THEN 'everybody'
    WHEN 'plan' THEN CASE WHEN r.target = 'Standard' OR EXISTS (SELECT 1 FROM consignors_plans m WHERE m.plan = r.target) THEN r.target END
    WHEN 'consignor' THEN (SELECT c.name FROM consignors_named c WHERE c.id = r.target)
    WHEN 'package' THEN (SELECT c.name || ', section ' || k.section || ' row ' || k."row" || ', ' || s.name
      FROM packages_seats k JOIN consignors_named c ON c.id = k.consignor_id JOIN catalog_seasons_named s ON s.id = k.season_id WHERE k.id = r.target)
    WHEN 'team' THEN (SELECT f.name FROM catalog_performers_named f WHERE f.id = r.target)
    WHEN 'event' THEN (SELECT e.name || ', ' || to_char(e.local_date, 'Mon FMDD') FROM catalog_calendar e WHERE e.id = r.target)
    WHEN 'listing' THEN (SELECT e.name || ', ' || coalesce('section ' || l.section || ' row ' || l."row", l.ticket_type) || ', ' || c.name
      FROM listings_offered l JOIN catalog_calendar e ON e.id = l.event_id JOIN consignors_named c ON c.id = l.consignor_id WHERE l.id = r.target)
  END`;

/** The scope's rank, the farthest is 1. */
export const nearnessOf = (scope: string) =>
  `array_position(ARRAY[${ruleScopes.map((each) => `'${each}'`).join(', ')}], ${scope})`;

/**
 * Every rule with its state as of a moment.
 * @param moment SQL of an instant
 */
export const ruleRows = (moment: string) => `(
  SELECT r.*, coalesce(${targetNameColumn}, r.target) AS target_name, u.name AS person_name, ends.at AS ends_at,
    CASE WHEN r.effective_from > ${moment} THEN 'later' WHEN ends.at <= ${moment} THEN 'over' ELSE 'inForce' END AS state
  FROM pricing_percentages r LEFT JOIN accounts_people_named u ON u.id = r.created_by CROSS JOIN LATERAL (
    SELECT least(r.effective_until, min(next.effective_from)) AS at FROM pricing_percentages next
    WHERE next.target = r.target AND next.scope = r.scope AND next.effective_from > r.effective_from) ends)`;

export function presentRule(row: RuleRow): PercentagesRule {
  return {
    id: row.id,
    scope: row.scope,
    target: row.target,
    targetName: row.target_name,
    components: row.components,
    commissionBps: row.commission_bps,
    feeBps: row.fee_bps,
    effectiveFrom: row.effective_from.toISOString(),
    effectiveUntil: row.effective_until?.toISOString() ?? null,
    endsAt: row.ends_at?.toISOString() ?? null,
    state: row.state,
    reason: row.reason,
    createdBy: row.person_name ?? (row.created_by === 'system' ? 'Holdfast' : row.created_by),
    createdAt: row.created_at.toISOString(),
    example: quoteTicket(examplePrice, row.components),
  };
}

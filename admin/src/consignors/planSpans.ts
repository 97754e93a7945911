/** A consignor's plans without gaps: where none is set, the plan is Standard. */
import { type PlanPeriod, standardPlan } from '@holdfast/shared/consignors';

/** A stretch of time with one plan. */
export interface PlanSpan {
  plan: string;
  /** ISO instant. */
  from: string;
  /** ISO instant; null: without an end. */
  until: string | null;
  /** Null where none is set. */
  period: PlanPeriod | null;
}

/**
 * @param periods in their order
 * @param since since when there is the consignor, ISO instant
 */
export function planSpans(periods: readonly PlanPeriod[], since: string): PlanSpan[] {
  const spans: PlanSpan[] = [];
  let at: string | null = since;
  for (const period of periods) {
    if (at !== null && Date.parse(at) < Date.parse(period.effectiveFrom))
      spans.push({ plan: standardPlan, from: at, until: period.effectiveFrom, period: null });
    spans.push({ plan: period.plan, from: period.effectiveFrom, until: period.endsAt, period });
    at = period.endsAt;
  }
  if (at !== null) spans.push({ plan: standardPlan, from: at, until: null, period: null });
  return spans;
}

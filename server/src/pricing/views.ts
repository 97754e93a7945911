/** Rows of the views that pricing publishes; `server/rooms/views.test.ts` compares them with the schema. Amounts are minor units. */

/** Every rule of percentages, whenever it holds; rules don't change. */
export interface PricingPercentages {
  id: string;
  scope: string;
  target: string;
  components: unknown;
  commission_bps: number;
  fee_bps: number;
  commission_terms: number[];
  fee_terms: number[];
  effective_from: Date;
  effective_until: Date | null;
  reason: string;
  created_by: string;
  created_at: Date;
}

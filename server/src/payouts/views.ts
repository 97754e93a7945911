/** Rows of the views that payouts publishes; `server/rooms/views.test.ts` compares them with the schema. Amounts are minor units. */
import type { PayoutState, PayoutWay } from '@holdfast/shared/payouts';

/** Payouts in every state. */
export interface PayoutsMade {
  id: string;
  run_id: string;
  consignor_id: string;
  amount: number;
  currency: string;
  state: PayoutState;
  version: number;
  created_at: Date;
  way: PayoutWay | null;
  reference: string | null;
  paid_on: string | null;
}

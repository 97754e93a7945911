/** Rows of the views that taxpayers publishes; `server/rooms/views.test.ts` compares them with the schema. */
import type { Classification, TaxHoldReason, Taxpayer, TinKind } from '@holdfast/shared/taxpayers';

/** Each consignor with the tax data in use, and what is missing of it now. */
export interface TaxpayersStanding {
  consignor_id: string;
  taxpayer_id: string | null;
  kind: Taxpayer['kind'] | null;
  name: string | null;
  classification: Classification | null;
  exempt_code: string | null;
  region: string | null;
  country: string | null;
  tin_kind: TinKind | null;
  last_four: string | null;
  is_subject: boolean;
  valid_until: string | null;
  missing: TaxHoldReason | null;
  /** Cents that a consignor is paid in a calendar year without tax data; null: payouts don't wait for it. */
  limit_amount: number | null;
}

/** The evidence of a dispute, as Stripe takes it: any other field is refused. Source: docs.stripe.com/api/disputes/evidence_object */
import { z } from 'zod';

/** Characters of one text. */
const text = z.string().max(20_000, 'Evidence is too long').optional();
const texts = [
  'access_activity_log',
  'billing_address',
  'cancellation_policy_disclosure',
  'cancellation_rebuttal',
  'customer_email_address',
  'customer_name',
  'customer_purchase_ip',
  'duplicate_charge_explanation',
  'duplicate_charge_id',
  'product_description',
  'refund_policy_disclosure',
  'refund_refusal_explanation',
  'service_date',
  'shipping_address',
  'shipping_carrier',
  'shipping_date',
  'shipping_tracking_number',
  'uncategorized_text',
] as const;

/** Fields that name an uploaded file. */
export const evidenceFileFields = [
  'cancellation_policy',
  'customer_communication',
  'customer_signature',
  'duplicate_charge_documentation',
  'receipt',
  'refund_policy',
  'service_documentation',
  'shipping_documentation',
  'uncategorized_file',
] as const;

const purchase = {
  customer_account_id: text,
  customer_device_fingerprint: text,
  customer_device_id: text,
  customer_email_address: text,
  customer_purchase_ip: text,
  product_description: text,
};

const fieldsOf = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, text])) as Record<Name, typeof text>;

/** Evidence, field by field. */
export const evidenceParams = z.strictObject({
  ...fieldsOf(texts),
  ...fieldsOf(evidenceFileFields),
  enhanced_evidence: z
    .strictObject({
      visa_compelling_evidence_3: z.strictObject({
        disputed_transaction: z
          .strictObject({
            ...purchase,
            merchandise_or_services: z.enum(['merchandise', 'services']).optional(),
          })
          .optional(),
        prior_undisputed_transactions: z
          .array(z.strictObject({ ...purchase, charge: z.string() }))
          .max(5)
          .optional(),
      }),
    })
    .optional(),
});

/** The evidence of a dispute, as Stripe takes it: any other field is refused. Source: docs.stripe.com/api/disputes/evidence_object */
import { z } from 'zod';

/** Characters of one text. */
const text = z.string().max(20_000, 'Evidence is too long').optional();
const fieldsOf = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, text]));

const ofPurchase = ['customer_email_address', 'customer_purchase_ip', 'product_description'];
const texts =
  `access_activity_log billing_address cancellation_policy_disclosure cancellation_rebuttal customer_name
  duplicate_charge_explanation duplicate_charge_id refund_policy_disclosure refund_refusal_explanation service_date
  shipping_address shipping_carrier shipping_date shipping_tracking_number uncategorized_text`.split(/\s+/);

/** Fields that name an uploaded file. */
export const evidenceFileFields =
  `cancellation_policy customer_communication customer_signature duplicate_charge_documentation receipt refund_policy
  service_documentation shipping_documentation uncategorized_file`.split(/\s+/);

const purchase = z.strictObject(
  fieldsOf([...ofPurchase, 'customer_account_id', 'customer_device_fingerprint', 'customer_device_id']),
);
const soldThing = z.enum(['merchandise', 'services']).optional();

/** Evidence, field by field. */
export const evidenceParams = z
  .strictObject(fieldsOf([...texts, ...ofPurchase, ...evidenceFileFields]))
  .extend({
    enhanced_evidence: z
      .strictObject({
        visa_compelling_evidence_3: z.strictObject({
          disputed_transaction: purchase.extend({ merchandise_or_services: soldThing }).optional(),
          prior_undisputed_transactions: z
            .array(purchase.extend({ charge: z.string() }))
            .max(5)
            .optional(),
        }),
      })
      .optional(),
  });

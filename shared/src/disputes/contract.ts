/** Disputes as support answers them: the evidence for the bank, when it goes, and what Stripe has of it. */
import { z } from 'zod';
import { afterPlace, idOf, idParam, instant, listQuery, listWithNext, reason } from '../http/index.ts';
import { money } from '../money/index.ts';

/**
 * The text fields of Stripe's evidence, in the order in which a person reads them.
 * Source: https://docs.stripe.com/api/disputes/evidence_object
 */
export const evidenceFields = [
  'product_description',
  'customer_name',
  'customer_email_address',
  'customer_purchase_ip',
  'billing_address',
  'service_date',
  'access_activity_log',
  'shipping_address',
  'shipping_carrier',
  'shipping_date',
  'shipping_tracking_number',
  'refund_policy_disclosure',
  'refund_refusal_explanation',
  'cancellation_policy_disclosure',
  'cancellation_rebuttal',
  'duplicate_charge_explanation',
  'duplicate_charge_id',
  'uncategorized_text',
] as const;
/** A text field of Stripe's evidence. */
export type EvidenceField = (typeof evidenceFields)[number];

/** The file fields that a pack fills by itself. */
export const madeFiles = [
  'receipt',
  'refund_policy',
  'customer_communication',
  'service_documentation',
] as const;
/** A file field that a pack fills by itself. */
export type MadeFile = (typeof madeFiles)[number];
/** The file fields of Stripe's evidence, one file each. Source: https://docs.stripe.com/api/disputes/evidence_object */
export const evidenceFiles = [
  ...madeFiles,
  'cancellation_policy',
  'customer_signature',
  'duplicate_charge_documentation',
  'shipping_documentation',
  'uncategorized_file',
] as const;
/** A file field of Stripe's evidence. */
export type EvidenceFile = (typeof evidenceFiles)[number];

/** Bytes of all files of a pack together that Stripe takes. Source: https://docs.stripe.com/disputes/responding */
export const mostEvidenceBytes = 4_500_000;
/** The kinds of files that Stripe takes as evidence. */
export const evidenceMediaTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const;
/** A kind of file that Stripe takes as evidence. */
export type EvidenceMediaType = (typeof evidenceMediaTypes)[number];

/** What people call the fields. */
export const evidenceNames: Record<EvidenceField | EvidenceFile, string> = {
  product_description: 'What was sold',
  customer_name: 'Name of the buyer',
  customer_email_address: 'Email address of the buyer',
  customer_purchase_ip: 'Network address of the purchase',
  billing_address: 'Billing address',
  service_date: 'Date of the event',
  access_activity_log: 'What happened to the order',
  shipping_address: 'Where tickets were shipped to',
  shipping_carrier: 'Carrier',
  shipping_date: 'Date of shipping',
  shipping_tracking_number: 'Tracking number',
  refund_policy_disclosure: 'How the refund rules were shown',
  refund_refusal_explanation: 'Why nothing is refunded',
  cancellation_policy_disclosure: 'How the cancellation rules were shown',
  cancellation_rebuttal: 'Why it wasn’t canceled',
  duplicate_charge_explanation: 'Why it isn’t a duplicate',
  duplicate_charge_id: 'The other charge',
  uncategorized_text: 'Anything else',
  receipt: 'Receipt',
  refund_policy: 'Terms and refund rules of that day',
  customer_communication: 'Emails to the buyer',
  service_documentation: 'Order and delivery',
  cancellation_policy: 'Cancellation rules',
  customer_signature: 'Signature of the buyer',
  duplicate_charge_documentation: 'The other charge, as a file',
  shipping_documentation: 'Proof of shipping',
  uncategorized_file: 'Any other file',
};

/** Characters: Stripe refuses more in one field, and in all of them. */
export const longestEvidence = { field: 20_000, all: 150_000 };

/** Texts by field; a field that is left out isn't sent. */
export const evidenceTexts = z
  .partialRecord(
    z.enum(evidenceFields),
    z.string().trim().max(longestEvidence.field, 'Stripe takes at most 20,000 characters in a field.'),
  )
  .refine(
    (texts) => Object.values(texts).join('').length <= longestEvidence.all,
    'Stripe takes at most 150,000 characters of evidence.',
  );
/** Texts by field. */
export type EvidenceTexts = z.output<typeof evidenceTexts>;

/** How the queue is grouped. */
export const disputeGroups = ['unanswered', 'bank', 'decided'] as const;

/** One row of the disputes. */
export const disputeRow = z
  .object({
    id: idOf('dispute'),
    order: z.object({ id: idOf('reservation'), code: z.string() }),
    amount: money,
    paid: money.meta({ description: 'What the disputed payment was' }),
    reason: z.string().meta({ example: 'fraudulent' }),
    state: z.string().meta({ example: 'open.needsResponse' }),
    dueAt: instant.nullable().meta({ description: 'Until when Stripe takes evidence' }),
    submitsAt: instant
      .nullable()
      .meta({ description: 'When the pack goes by itself; null: it went, or won’t' }),
    submittedAt: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'Dispute' });
/** One row of the disputes. */
export type DisputeRow = z.infer<typeof disputeRow>;

/** The query of the disputes, newest first. */
export const disputeQuery = listQuery(
  ['createdAt'],
  {
    q: z.string().trim().max(100).optional().meta({ description: 'An order code, or Stripe’s id' }),
    group: z.enum(disputeGroups).optional(),
    ...afterPlace,
  },
  { order: 'desc' },
);
/** One page of disputes. */
export const disputeList = listWithNext(disputeRow);

/** A dispute with its pack. */
export const disputeShown = disputeRow
  .extend({
    stripeId: z.string(),
    pack: z
      .object({
        version: z.int(),
        evidence: evidenceTexts,
        files: z.array(
          z.object({
            field: z.enum(evidenceFiles),
            name: z.string(),
            bytes: z.int(),
            mediaType: z.enum(evidenceMediaTypes),
            isOwn: z
              .boolean()
              .meta({ description: 'Support uploaded it; it goes in place of one that was made' }),
            isAtStripe: z.boolean(),
          }),
        ),
        leftOut: z
          .array(z.enum(madeFiles))
          .meta({ description: 'Files that were made and that somebody left out' }),
        earlier: z
          .array(z.object({ stripeId: z.string(), at: instant }))
          .meta({ description: 'Earlier purchases that count by Visa’s rules; none: they don’t apply' }),
        notRecorded: z
          .array(z.object({ what: z.string(), why: z.string() }))
          .meta({ description: 'What banks ask for and the marketplace has no record of' }),
        stagedAt: instant.nullable().meta({ description: 'When Stripe got this version, not yet submitted' }),
        editedBy: z.string().nullable(),
        submittedBy: z.string().nullable().meta({ description: 'Null: by itself, or not yet' }),
      })
      .nullable()
      .meta({ description: 'Null: it is being made, within minutes' }),
    mayEdit: z.boolean(),
    mayWithdraw: z.boolean(),
  })
  .meta({ id: 'DisputeShown' });
/** A dispute with its pack. */
export type DisputeShown = z.infer<typeof disputeShown>;

/** Path parameters of one dispute. */
export const disputeParams = idParam('dispute');
/** Path parameters of one file of a pack. */
export const disputeFileParams = z.object({ id: idOf('dispute'), field: z.enum(evidenceFiles) });
/** What an upload says of its file, whose bytes are the body. */
export const newEvidenceFile = z.object({
  field: z.enum(evidenceFiles, { error: 'Choose what the file shows.' }),
  name: z.string().trim().min(1, 'Name the file.').max(120, 'At most 120 characters.'),
});
/** Changes the texts of a pack; a file that is named is left out of it. */
export const editEvidence = z.object({
  version: z.int().meta({ description: 'The version that the caller read' }),
  evidence: evidenceTexts,
  leaveOut: z.array(z.enum(madeFiles)).default([]),
});
/** A changed pack, as a client sends it. */
export type EditEvidence = z.input<typeof editEvidence>;
/** Submits a pack: Stripe takes evidence once. */
export const submitEvidence = z.object({ version: z.int(), reason });
/** The fan says that they withdrew the dispute at their bank. */
export const withdrawDispute = z.object({ reason });

/** Disputes as support and finance read them. */
import type { DisputeRow, DisputeShown, disputeQuery, EvidenceTexts } from '@holdfast/shared/disputes';
import { disputeContext } from '@holdfast/shared/payments/machines';
import type { z } from 'zod';
import { listPage, queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { admissionsOf } from './gather.ts';
import { goesByItselfMs, readPack } from './pack.ts';
import { filesOf, leftOutOf } from './packFiles.ts';

interface Row {
  id: string;
  stripe_id: string;
  reservation_id: string;
  code: string;
  amount: number;
  paid: number;
  currency: string;
  state: string;
  context: unknown;
  due_at: Date | null;
  submit_asked_by: string | null;
  submitted_at: Date | null;
  unanswered: boolean;
  created_at: Date;
}

const columns = `d.id, d.stripe_id, d.reservation_id, r.code, d.amount, p.amount AS paid, d.currency, d.state, d.snapshot -> 'context' AS context,
  k.due_at, k.submit_asked_by, k.submitted_at, dispute_is_unanswered(d.state) AS unanswered, d.created_at`;
const joined = `payments_disputes d JOIN reservations_orders r ON r.id = d.reservation_id JOIN payments_charges p ON p.id = d.payment_id
  LEFT JOIN dispute_packs k ON k.dispute_id = d.id`;

/** SQL of each group. */
const groups = {
  unanswered: 'dispute_is_unanswered(d.state)',
  bank: `(d.state = 'answered' OR dispute_is_withheld(d.state) AND NOT dispute_is_unanswered(d.state) AND d.state <> 'lost')`,
  decided: `d.state IN ('won', 'lost', 'closed')`,
} as const;

export async function listDisputes(trx: Trx, asked: z.output<typeof disputeQuery>) {
  const { rows, total, next } = await listPage<Row>(
    trx,
    {
      columns,
      from: `FROM ${joined}`,
      where: `($1::text IS NULL OR r.code = upper($1) OR d.stripe_id = $1 OR d.id = $1)
        AND ${asked.group === undefined ? 'true' : groups[asked.group]}`,
      values: [asked.q ?? null],
      keys: [{ by: 'd.id', type: 'text', order: asked.order }],
    },
    asked,
  );
  return { data: rows.map(present), total, next };
}

function present(row: Row): DisputeRow {
  const { reason, evidenceDueAt } = disputeContext.parse(row.context);
  const dueAt = row.due_at?.toISOString() ?? evidenceDueAt;
  const goes = row.unanswered && row.submitted_at === null && row.due_at !== null;
  return {
    id: row.id,
    order: { id: row.reservation_id, code: row.code },
    amount: { amount: row.amount, currency: row.currency },
    paid: { amount: row.paid, currency: row.currency },
    reason,
    state: row.state,
    dueAt,
    submitsAt:
      goes && row.due_at !== null ? new Date(row.due_at.getTime() - goesByItselfMs).toISOString() : null,
    submittedAt: row.submitted_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}

/** What banks ask for and nothing here records: said, so that nobody looks for it. */
function notRecorded(
  { billing_address: address }: EvidenceTexts,
  isScanned: boolean,
): Array<{ what: string; why: string }> {
  return [
    ...(address
      ? []
      : [{ what: 'Billing address', why: 'Stripe knows none of this card, or somebody took it out.' }]),
    ...(isScanned
      ? []
      : [
          {
            what: 'Scan at the gate',
            why: 'None of these tickets was scanned at a gate of our own; gates of teams aren’t connected.',
          },
        ]),
  ];
}

/** @throws Problem `not_found` */
export async function showDispute(trx: Trx, id: string): Promise<DisputeShown> {
  const [row] = await queryPrepared<Row>(trx, `SELECT ${columns} FROM ${joined} WHERE d.id = $1`, [id]);
  if (!row) throw notFound('dispute');
  const pack = await readPack(trx, id);
  const files = await filesOf(trx, id);
  const isOpen = pack !== null && pack.submitted_at === null && pack.submit_asked_by === null;
  const names = await queryPrepared<{ id: string; name: string }>(
    trx,
    'SELECT id, name FROM accounts_people_named WHERE id = ANY($1::text[])',
    [[pack?.edited_by, pack?.submitted_by].filter((by) => typeof by === 'string')],
  );
  const nameOf = (by: string | null | undefined) =>
    names.find((person) => person.id === by)?.name ?? by ?? null;
  return {
    ...present(row),
    stripeId: row.stripe_id,
    pack: pack && {
      version: pack.version,
      evidence: pack.evidence,
      files: files.map(({ field, name, media_type, size, stripe_id, upload_id }) => ({
        field,
        name,
        bytes: size,
        mediaType: media_type,
        isOwn: upload_id !== null,
        isAtStripe: stripe_id !== null,
      })),
      leftOut: await leftOutOf(trx, id),
      earlier: pack.earlier?.earlier.map(({ stripeId, at }) => ({ stripeId, at })) ?? [],
      notRecorded: notRecorded(pack.evidence, (await admissionsOf(trx, row.reservation_id)).length > 0),
      stagedAt: pack.staged_version === pack.version ? (pack.staged_at?.toISOString() ?? null) : null,
      editedBy: nameOf(pack.edited_by),
      submittedBy: nameOf(pack.submitted_by),
    },
    mayEdit: isOpen && (row.unanswered || row.state === 'open.expired'),
    mayWithdraw: ['open.needsResponse', 'open.underReview', 'open.expired'].includes(row.state),
  };
}

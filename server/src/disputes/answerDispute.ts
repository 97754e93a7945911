/** What people do to a pack: change it, submit it, or note that the fan withdrew the dispute. */
import type { EditEvidence, EvidenceFile } from '@holdfast/shared/disputes';
import { disputeMachine } from '@holdfast/shared/payments/machines';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { lockPack } from './pack.ts';
import { filesOf, refuseTooLarge } from './packFiles.ts';

/** Changes texts and leaves files out; the new version is stored at Stripe within a minute. */
export async function editPack(
  trx: Trx,
  disputeId: string,
  { version, evidence, leaveOut = [] }: EditEvidence,
  principal: Principal,
): Promise<void> {
  const pack = await lockPack(trx, disputeId, version);
  const before = await filesOf(trx, disputeId);
  const texts = Object.fromEntries(Object.entries(evidence).filter(([, text]) => text.trim() !== ''));
  await queryPrepared(
    trx,
    'UPDATE dispute_packs SET evidence = $2::jsonb, version = version + 1, edited_by = $3 WHERE dispute_id = $1',
    [disputeId, JSON.stringify(texts), principal.by],
  );
  await queryPrepared(
    trx,
    'UPDATE dispute_files SET left_out = field = ANY($2::text[]) WHERE dispute_id = $1',
    [disputeId, leaveOut],
  );
  await refuseTooLarge(trx, disputeId);
  const named = (fields: readonly EvidenceFile[]) => [...fields].sort();
  await audit(trx, principal, [
    {
      what: 'dispute.editEvidence',
      subject: disputeId,
      before: { evidence: pack.evidence, files: named(before.map(({ field }) => field)) },
      after: {
        evidence: texts,
        files: named((await filesOf(trx, disputeId)).map(({ field }) => field)),
      },
    },
  ]);
}

/** Asks to submit it: the job does within a minute, as it would 24 hours before the deadline. */
export async function askToSubmit(
  trx: Trx,
  disputeId: string,
  { version, reason }: { version: number; reason: string },
  principal: Principal,
): Promise<void> {
  await lockPack(trx, disputeId, version);
  await queryPrepared(trx, 'UPDATE dispute_packs SET submit_asked_by = $2 WHERE dispute_id = $1', [
    disputeId,
    principal.by,
  ]);
  await audit(trx, principal, [
    {
      what: 'dispute.submitEvidence',
      subject: disputeId,
      reason,
      before: { version, submitted: false },
      after: { version, submitted: true },
    },
  ]);
}

/** The fan says that they withdrew it: that goes to the bank with the pack, unless evidence went already. */
export async function noteWithdrawal(
  trx: Trx,
  engine: Engine,
  disputeId: string,
  reason: string,
  principal: Principal,
): Promise<void> {
  const [outcome] = await engine.apply(trx, [
    messageTo(disputeMachine, disputeId, { type: 'withdraw' }, { by: principal.by, reason }),
  ]);
  if (outcome?.kind === 'unknown') throw notFound('dispute');
  if (outcome?.kind !== 'applied')
    throw new Problem('transition_refused', 'This dispute can’t be withdrawn any more.', {
      accepts: outcome?.kind === 'refused' ? outcome.accepts : [],
    });
  const words = `The cardholder told us that they withdrew this dispute: ${reason}`;
  await queryPrepared(
    trx,
    `UPDATE dispute_packs SET version = version + 1, submit_asked_by = $3,
       evidence = evidence || jsonb_build_object('uncategorized_text', concat_ws(E'\\n\\n', $2::text, evidence ->> 'uncategorized_text'))
     WHERE dispute_id = $1 AND submitted_at IS NULL AND submit_asked_by IS NULL`,
    [disputeId, words, principal.by],
  );
  await audit(trx, principal, [
    {
      what: 'dispute.withdraw',
      subject: disputeId,
      reason,
      before: { state: outcome.from },
      after: { state: outcome.state },
    },
  ]);
}

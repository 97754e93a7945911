/** What needs attention in a case, and how a person says that it is done. */
import type { SupportCase } from '@holdfast/shared/support';
import { audit, type Principal } from '../platform/audit.ts';
import type { Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { type AttentionCause, findReservation, setAttention } from '../reservations/index.ts';

/** Causes that nothing in the system ends: a person decides, and says so. */
const closable: ReadonlySet<string> = new Set<AttentionCause>(['outside', 'event', 'other']);

/** What needs attention, as the case shows it. */
export function presentAttention(causes: Record<string, string>): SupportCase['attention'] {
  return Object.entries(causes).map(([cause, text]) => ({ cause, text, closable: closable.has(cause) }));
}

/**
 * Ends one cause, audited with its reason.
 * @throws Problem `not_found`, `transition_refused` where it isn't set, or where what it is about ends it
 */
export async function closeAttention(
  trx: Trx,
  idOrCode: string,
  { cause, reason }: { cause: string; reason: string },
  principal: Principal,
): Promise<void> {
  const { id, attention_causes: causes } = await findReservation(trx, idOrCode);
  const text = causes[cause];
  if (text === undefined || !closable.has(cause))
    throw new Problem('transition_refused', 'That ends by itself, or is done already. Read the case again.', {
      accepts: Object.keys(causes).filter((each) => closable.has(each)),
    });
  await setAttention(trx, [id], cause as AttentionCause, null);
  await audit(trx, principal, [
    {
      what: 'reservation.attentionDone',
      subject: id,
      reason,
      before: { attention: text },
      after: { attention: null },
    },
  ]);
}

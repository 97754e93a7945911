import type { DeliverySummary } from '@holdfast/shared/deliveries';
import { ageOf, dayOf, workTime } from '../ui/time.ts';

const unsent: ReadonlySet<string> = new Set(['waiting', 'due', 'overdue']);

/** How long until it is due, or how late it is; empty once it was sent. @param now milliseconds since 1970 */
export function dueText({ state, dueBy }: Pick<DeliverySummary, 'state' | 'dueBy'>, now: number): string {
  if (!unsent.has(state)) return '';
  if (dueBy === null) return 'no date yet';
  const left = Date.parse(dueBy) - now;
  return left >= 0 ? `in ${ageOf(left)}` : `late ${ageOf(-left)}`;
}

/** When it was sent; empty where that was before deliveries were recorded. */
export function sentText(delivery: Pick<DeliverySummary, 'state' | 'sentAt'> | undefined): string {
  if (!delivery) return '';
  if (delivery.sentAt !== null) return workTime(delivery.sentAt);
  return unsent.has(delivery.state) ? 'not sent' : '';
}

/** The state of a delivery in one sentence. */
export function deliverySentence(delivery: DeliverySummary, now: number): string {
  const { state, dueBy, inHandAt, sentAt, receivedAt } = delivery;
  switch (state) {
    case 'waiting':
      return `The consignor has the tickets from ${inHandAt ? dayOf(inHandAt, delivery.event.timeZone) : 'a day that isn’t known'}; ${due(dueBy)}.`;
    case 'due':
      return `To be sent; ${due(dueBy)}.`;
    case 'overdue':
      return `Not sent, ${dueText(delivery, now)}. Send them, or say that it failed.`;
    case 'sent':
      return `Sent ${sentAt ? workTime(sentAt) : ''}; the fan hasn’t answered.`;
    case 'received':
      return `Received ${receivedAt ? workTime(receivedAt) : ''}.`;
    case 'refused':
      return 'The fan can’t accept them. Decide what the fan gets instead, or send them again.';
    case 'failed':
      return 'It can’t be delivered. Decide what the fan gets instead, or send the tickets after all.';
    case 'replaced':
      return 'The fan has other tickets in place of these.';
    case 'refunded':
      return 'The order was refunded.';
  }
}

const due = (dueBy: string | null) =>
  dueBy === null ? 'due once its date is known' : `due by ${workTime(dueBy)}`;

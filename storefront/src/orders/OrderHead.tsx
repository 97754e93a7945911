import { hasOwnCodes, orderStatus } from '@holdfast/shared/orders';
import type { Reservation } from '@holdfast/shared/reservations';
import { ClockIcon, InfoIcon, TickIcon, WarningIcon } from '../ui/icons.tsx';
import { counted } from '../ui/text.ts';

const tags = {
  ok: { className: 'tag tag-ok', Icon: TickIcon },
  wait: { className: 'tag tag-warn', Icon: ClockIcon },
  info: { className: 'tag tag-off', Icon: InfoIcon },
  off: { className: 'tag tag-off', Icon: WarningIcon },
} as const;

/** How an order stands: its tag, its title, and what the fan has to know about money and tickets. */
export function OrderHead({ reservation, count }: { reservation: Reservation; count: number }) {
  const status = orderStatus(reservation);
  const { className, Icon } = tags[status.tone];
  const isPaid = status.kind !== 'refunded' && status.kind !== 'making';
  const paid = `${reservation.total.amount === 0 ? 'Free' : 'Paid'}, ${counted(count, 'ticket')}`;
  return (
    <div className="order-head" role={status.kind === 'making' ? 'status' : undefined}>
      <div className="tags">
        {isPaid && status.tone !== 'ok' && <span className="tag">{paid}</span>}
        <span className={className}>
          <Icon />
          {status.kind === 'ahead' ? paid : status.label}
        </span>
      </div>
      <h1>{status.title}</h1>
      <p className="muted">
        Order <b>{reservation.code}</b>. {reservation.seatsChanged} {status.text}
        {status.opensGate && status.kind !== 'trouble' && ` ${whereText(reservation, count)}`}
      </p>
    </div>
  );
}

/** Where the tickets are. The email is claimed only after it left. */
function whereText(reservation: Reservation, count: number): string {
  const { email, emailedAt, items } = reservation;
  if (items.some(({ way }) => way !== 'gateCode'))
    return `How ${count === 1 ? 'the ticket reaches' : 'the tickets reach'} you is below.`;
  const tickets = count === 1 ? 'The ticket is' : 'The tickets are';
  const also = email !== null && emailedAt !== null ? ` and in the email to ${email}` : '';
  return `${tickets} below${also}. Each code opens the gate once.`;
}

/** What the receipt says about the email. */
export function emailText(reservation: Reservation): string {
  const { email, emailedAt } = reservation;
  if (email === null) return '';
  if (emailedAt === null) return `, email to ${email} not sent yet`;
  return hasOwnCodes(reservation) ? `, tickets emailed to ${email}` : `, confirmation emailed to ${email}`;
}

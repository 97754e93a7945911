import { type FanDelivery, fanDeliveryText } from '@holdfast/shared/deliveries';
import type { OrderStatus } from '@holdfast/shared/orders';
import { goodTicketsOf, type Reservation, type ReservationItem } from '@holdfast/shared/reservations';
import { deliveryFilePath } from '../api/api.ts';
import { SeatFigures } from '../checkout/HeldStub.tsx';
import { ClockIcon, InfoIcon, TickIcon, WarningIcon } from '../ui/icons.tsx';
import { dayOfWeek, stamp, zoneShort } from '../ui/time.ts';
import { AnswerDelivery } from './AnswerDelivery.tsx';
import { EventHead } from './EventHead.tsx';

interface Props {
  reservation: Reservation;
  item: ReservationItem;
  status: OrderStatus;
  show: (reservation: Reservation) => void;
}

const icons: Partial<Record<FanDelivery['state'], typeof TickIcon>> = {
  waiting: ClockIcon,
  due: ClockIcon,
  overdue: WarningIcon,
  refused: WarningIcon,
  failed: WarningIcon,
  received: TickIcon,
};

/** Tickets of another's gate: where they are on their way, what the fan has to do, and the fan's answer. */
export function DeliveredItem({ reservation, item, status, show }: Props) {
  const { event, email, serverNow, id } = reservation;
  const { tracking } = item;
  const { seats, quantity } = goodTicketsOf(item);
  const isRefunded = quantity === 0 && status.opensGate;
  const { timeZone } = event.venue;
  const when = (instant: string) => `${stamp(instant, timeZone)} ${zoneShort(instant, timeZone)}`;
  const told = isRefunded
    ? { label: 'Refunded', text: '' }
    : tracking && status.opensGate
      ? fanDeliveryText({
          delivery: tracking,
          count: quantity,
          email,
          when,
          day: (instant) => dayOfWeek(instant, timeZone),
          now: serverNow,
        })
      : { label: status.label, text: '' };
  const isHere = tracking?.state === 'received' || (tracking?.state === 'sent' && item.way !== 'transfer');
  const Icon = (status.opensGate && tracking && icons[tracking.state]) || InfoIcon;
  return (
    <li className={isHere && status.opensGate ? 'ticket' : 'ticket blank'} data-tickets={quantity}>
      <div className="body">
        <EventHead event={event} />
        <SeatFigures
          item={isRefunded ? item : { ...item, quantity }}
          seats={isRefunded ? item.seats : seats}
        />
        {quantity > 0 && quantity < item.quantity && <p className="where">{refundedText(item)}</p>}
        {item.insteadOf && (
          <p className="where">In place of {item.insteadOf}, which the seller couldn’t deliver.</p>
        )}
        {item.disclosure !== null && <p className="where">{item.disclosure}</p>}
      </div>
      <div className="code">
        <div className="seal">
          <Icon />
          <b>{told.label}</b>
          <span>{item.delivery}</span>
        </div>
      </div>
      {tracking && status.opensGate && !isRefunded && (
        <div className="handover">
          {told.text !== '' && <p>{told.text}</p>}
          <Barcodes tracking={tracking} item={item} />
          {tracking.files.length > 0 && (
            <ul className="files">
              {tracking.files.map((file) => (
                <li key={file.id}>
                  <a className="btn btn-line" href={deliveryFilePath(id, tracking.id, file.id)} download>
                    Download {file.name}
                  </a>
                </li>
              ))}
            </ul>
          )}
          {(tracking.mayReceive || tracking.mayRefuse) && (
            <AnswerDelivery reservationId={id} tracking={tracking} count={quantity} show={show} />
          )}
        </div>
      )}
    </li>
  );
}

/** "Seat 6 was refunded.", for tickets that no longer come. */
function refundedText({ tickets }: ReservationItem): string {
  const gone = tickets.filter(({ state }) => state === 'refunded');
  const seats = gone.flatMap(({ seat }) => (seat === null ? [] : [seat]));
  const were = gone.length === 1 ? 'was' : 'were';
  return seats.length === 0
    ? `${gone.length} of these tickets ${were} refunded.`
    : `${seats.length === 1 ? 'Seat' : 'Seats'} ${seats.join(', ')} ${were} refunded.`;
}

function Barcodes({ tracking, item }: { tracking: FanDelivery; item: ReservationItem }) {
  if (tracking.barcodes.length === 0) return null;
  const seatOf = (ticketId: string) => item.tickets.find(({ id }) => id === ticketId)?.seat ?? null;
  return (
    <dl className="barcodes">
      {tracking.barcodes.map(({ ticketId, code }, at) => (
        <div key={ticketId}>
          <dt>{seatOf(ticketId) === null ? `Ticket ${at + 1}` : `Seat ${seatOf(ticketId)}`}</dt>
          <dd>{code}</dd>
        </div>
      ))}
    </dl>
  );
}

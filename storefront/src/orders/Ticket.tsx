import type { CatalogEvent } from '@holdfast/shared/catalog';
import type { OrderStatus } from '@holdfast/shared/orders';
import type { ReservationItem } from '@holdfast/shared/reservations';
import { qrPath } from '../api/api.ts';
import { SeatFigures } from '../checkout/HeldStub.tsx';
import { ClockIcon, InfoIcon, TickIcon } from '../ui/icons.tsx';
import { clock } from '../ui/time.ts';
import { EventHead } from './EventHead.tsx';

interface Props {
  event: CatalogEvent;
  item: ReservationItem;
  ticket: ReservationItem['tickets'][number];
  status: OrderStatus;
}

/** One ticket. Its code appears only when the ticket exists. */
export function Ticket({ event, item, ticket, status }: Props) {
  const seats = ticket.seat === null ? [] : [ticket.seat];
  const isReady = status.opensGate && ticket.state === 'sold' && ticket.code !== null;
  return (
    <li className={isReady ? 'ticket' : 'ticket blank'}>
      <div className="body">
        <EventHead event={event} />
        <SeatFigures item={{ ...item, quantity: 1 }} seats={seats} />
        {item.disclosure !== null && <p className="where">{item.disclosure}</p>}
      </div>
      <div className="code">
        {isReady ? (
          <Code
            code={ticket.code!}
            name={seatName(item, ticket.seat)}
            label={labelOf(ticket, event, status)}
          />
        ) : (
          <NoCode ticket={ticket} status={status} />
        )}
      </div>
    </li>
  );
}

function labelOf({ admittedAt }: Props['ticket'], { venue }: CatalogEvent, { kind }: OrderStatus): string {
  if (admittedAt) return `Scanned at the gate, ${clock(admittedAt, venue.timeZone)}`;
  return kind === 'postponed' ? 'Good for the new date' : 'Ready to scan';
}

function Code({ code, name, label }: { code: string; name: string; label: string }) {
  return (
    <>
      <div className="qr">
        <img src={qrPath(code)} width="200" height="200" alt={`QR code of the ticket for ${name}`} />
      </div>
      <span className="tag tag-ok">
        <TickIcon />
        {label}
      </span>
      <span className="id">{inGroups(code)}</span>
    </>
  );
}

/** "YH34 GCN7 …": groups of four are easier to read aloud. */
const inGroups = (code: string): string => code.replaceAll(/(.{4})(?=.)/g, '$1 ');

function NoCode({ ticket: { state, isSentOn }, status }: Pick<Props, 'ticket' | 'status'>) {
  if (state === 'refunded') {
    return (
      <div className="seal">
        <InfoIcon />
        <b>Refunded</b>
        <span>This ticket doesn’t open the gate.</span>
      </div>
    );
  }
  if (status.kind === 'canceled' || status.kind === 'over') {
    return (
      <div className="seal">
        <InfoIcon />
        <b>{status.label}</b>
        <span>This ticket doesn’t open a gate.</span>
      </div>
    );
  }
  if (isSentOn) {
    return (
      <div className="seal">
        <InfoIcon />
        <b>Sent to a friend</b>
        <span>Your code no longer opens the gate.</span>
      </div>
    );
  }
  return (
    <div className="seal">
      <ClockIcon />
      <b>In preparation</b>
      <span>Usually under ten seconds.</span>
    </div>
  );
}

function seatName({ section, row, ticketType }: ReservationItem, seat: number | null): string {
  return seat === null ? (ticketType ?? 'general admission') : `section ${section}, row ${row}, seat ${seat}`;
}

import type { Handover } from '@holdfast/shared/handovers';
import { EventHead } from '../orders/EventHead.tsx';
import { ClockIcon, InfoIcon, TickIcon } from '../ui/icons.tsx';
import { clock } from '../ui/time.ts';

type ShownTicket = Handover['tickets'][number];

/** One ticket for the friend: its code once it is theirs, and why there is none. */
export function FriendTicket({ handover: { event }, ticket }: { handover: Handover; ticket: ShownTicket }) {
  const { place, disclosure, code, qr, admittedAt } = ticket;
  const isReady = code !== null && qr !== null;
  return (
    <li className={isReady ? 'ticket' : 'ticket blank'}>
      <div className="body">
        <EventHead event={event} />
        <p className="place">
          <b>{place}</b>
        </p>
        {disclosure !== null && <p className="where">{disclosure}</p>}
      </div>
      <div className="code">
        {isReady ? (
          <>
            <div className="qr">
              <img
                src={`data:image/svg+xml,${encodeURIComponent(qr)}`}
                width="200"
                height="200"
                alt={`QR code of the ticket for ${place}`}
              />
            </div>
            <span className="tag tag-ok">
              <TickIcon />
              {admittedAt === null
                ? 'Ready to scan'
                : `Scanned at the gate, ${clock(admittedAt, event.venue.timeZone)}`}
            </span>
            <span className="id">{code.replaceAll(/(.{4})(?=.)/g, '$1 ')}</span>
          </>
        ) : (
          <div className="seal">
            {ticket.state === 'offered' ? <ClockIcon /> : <InfoIcon />}
            <b>{seals[ticket.state].label}</b>
            <span>{seals[ticket.state].text}</span>
          </div>
        )}
      </div>
    </li>
  );
}

const seals: Record<ShownTicket['state'], { label: string; text: string }> = {
  offered: { label: 'For you', text: 'The code appears when you accept.' },
  yours: { label: 'Yours', text: '' },
  sentOn: { label: 'Sent on', text: 'Your code no longer opens the gate.' },
  void: { label: 'Refunded', text: 'This ticket doesn’t open the gate.' },
  gone: { label: 'Not yours', text: 'This ticket doesn’t open the gate for you.' },
};

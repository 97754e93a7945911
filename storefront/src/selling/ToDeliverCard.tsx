import { type OwnDelivery, refusalNames, wayNames } from '@holdfast/shared/deliveries';
import { useState } from 'react';
import { dayOfWeek, dayPieces, stamp, zoneShort } from '../ui/time.ts';
import { FailForm, SendForm } from './DeliveryForms.tsx';
import { OwnFiles } from './OwnFiles.tsx';

/** One sale that the consignor sends: what, to whom, by when, and the proof. */
export function ToDeliverCard({ delivery, changed }: { delivery: OwnDelivery; changed(): void }) {
  const { event, places, way, recipient, accepts, reference, note } = delivery;
  const [open, setOpen] = useState<'send' | 'fail' | null>(null);
  const { weekday, day, month } = dayPieces(event.startsAt, event.timeZone);
  const close = () => setOpen(null);
  return (
    <li className="lot to-send">
      <time className="lot-day" dateTime={event.startsAt}>
        <span>{weekday.slice(0, 3)}</span> <span>{month.slice(0, 3)}</span> <b>{day}</b>
      </time>
      <div className="lot-what">
        <h3>{event.name}</h3>
        <p className="lot-seats">{places}</p>
        <p>
          {wayNames[way]}
          {way === 'transfer' && recipient !== null && (
            <>
              {' '}
              to <b className="address">{recipient}</b>
            </>
          )}
        </p>
        <p className="small muted">Order {delivery.orderCode}</p>
        {reference !== null && <p className="small muted">Number {reference}</p>}
        {note !== null && <p className="small muted">{note}</p>}
      </div>
      <div className="lot-state">
        <p className={delivery.state === 'overdue' ? 'msg' : 'fig'}>{standing(delivery)}</p>
        {open === null && accepts.includes('send') && (
          <button type="button" className="btn btn-go" onClick={() => setOpen('send')}>
            {delivery.sentAt === null ? 'I have sent them…' : 'Send again…'}
          </button>
        )}
        {open === null && accepts.includes('fail') && (
          <button type="button" className="btn btn-line" onClick={() => setOpen('fail')}>
            I can’t send them…
          </button>
        )}
      </div>
      {open !== null && (
        <div className="to-send-form">
          {open === 'send' ? (
            <>
              <OwnFiles delivery={delivery} />
              <SendForm delivery={delivery} close={close} changed={changed} />
            </>
          ) : (
            <FailForm delivery={delivery} close={close} changed={changed} />
          )}
        </div>
      )}
    </li>
  );
}

/** Where it stands, in a sentence. */
function standing({ state, dueBy, inHandAt, sentAt, refusal, fanNote, failure, event }: OwnDelivery): string {
  const at = (instant: string) => `${stamp(instant, event.timeZone)} ${zoneShort(instant, event.timeZone)}`;
  const due = dueBy === null ? 'Due once its new date is known.' : `Due by ${at(dueBy)}.`;
  switch (state) {
    case 'waiting':
      return `${inHandAt === null ? '' : `In hand from ${dayOfWeek(inHandAt, event.timeZone)}. `}${due}`;
    case 'due':
      return due;
    case 'overdue':
      return dueBy === null ? 'Late.' : `Late since ${at(dueBy)}. The fan waits.`;
    case 'sent':
      return `Sent ${sentAt === null ? '' : at(sentAt)}. The fan hasn’t answered yet.`;
    case 'refused':
      return `The fan says: ${refusalNames[refusal ?? 'other']}.${fanNote === null ? '' : ` “${fanNote}”`}`;
    case 'failed':
      return `It failed: ${failure?.reason ?? 'our team decides what follows'}.`;
    default:
      return '';
  }
}

/** Which tickets a refund is for, what goes back of each, and whether their places are sold again. */
import type { SupportCase } from '@holdfast/shared/support';
import { amountOf } from '../ui/figures.tsx';
import { Th } from '../ui/Th.tsx';
import { mustName, sumsOf, type TicketChoice } from './chooseTickets.ts';

interface Props {
  data: SupportCase;
  action: { message: string };
  choice: TicketChoice;
  onChange: (choice: TicketChoice) => void;
}

const states = { good: '', refunding: 'being refunded', refunded: 'refunded' } as const;

export function TicketFields({ data, action, choice, onChange }: Props) {
  const isNaming = mustName(action);
  const isSome = isNaming || choice.which === 'some';
  if (data.tickets.length < 2 && !isNaming) return null;
  return (
    <>
      {!isNaming && (
        <fieldset className="choose-tickets">
          <legend>What goes back</legend>
          <label>
            <input
              type="radio"
              name="refund-which"
              checked={!isSome}
              onChange={() => onChange({ ...choice, which: 'all' })}
            />{' '}
            All that is left of the order
          </label>
          <label>
            <input
              type="radio"
              name="refund-which"
              checked={isSome}
              onChange={() => onChange({ ...choice, which: 'some' })}
            />{' '}
            Only some tickets
          </label>
        </fieldset>
      )}
      {isSome && <ChooseTickets data={data} choice={choice} onChange={onChange} isNaming={isNaming} />}
    </>
  );
}

function ChooseTickets({ data, choice, onChange, isNaming }: Omit<Props, 'action'> & { isNaming: boolean }) {
  const { tickets, reservation } = data;
  const isOver = Date.parse(reservation.event.startsAt) <= Date.parse(data.serverNow);
  const toggle = (id: string, on: boolean) =>
    onChange({ ...choice, ids: on ? [...choice.ids, id] : choice.ids.filter((each) => each !== id) });
  return (
    <>
      <table className="mny choose-tickets">
        <thead>
          <tr>
            <Th>Ticket</Th>
            <Th n>Price</Th>
            <Th n>Fee</Th>
          </tr>
        </thead>
        <tbody>
          {tickets.map((ticket) => (
            <tr key={ticket.id}>
              <td>
                <label>
                  <input
                    type="checkbox"
                    checked={choice.ids.includes(ticket.id)}
                    disabled={ticket.state !== 'good'}
                    onChange={(event) => toggle(ticket.id, event.target.checked)}
                  />{' '}
                  {ticket.place}{' '}
                  {ticket.state !== 'good' && <span className="fnt">{states[ticket.state]}</span>}
                </label>
              </td>
              <td className="n">{amountOf(ticket.price)}</td>
              <td className="n">{amountOf(ticket.fee)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!isNaming && (
        <label className="check-line">
          <input
            type="checkbox"
            checked={choice.withFees}
            onChange={(event) => onChange({ ...choice, withFees: event.target.checked })}
          />{' '}
          The service fee goes back too
        </label>
      )}
      {isOver ? (
        <p className="sm mut">The event has begun: their places aren’t sold again.</p>
      ) : (
        <label className="check-line">
          <input
            type="checkbox"
            checked={choice.backOnSale}
            onChange={(event) => onChange({ ...choice, backOnSale: event.target.checked })}
          />{' '}
          Back on sale until the event begins
        </label>
      )}
      {!isNaming && choice.ids.length > 0 && <Sums tickets={tickets} choice={choice} />}
    </>
  );
}

/** The sum as the books take it: each side's part, then what the fan gets. */
function Sums({ tickets, choice }: { tickets: SupportCase['tickets']; choice: TicketChoice }) {
  const { proceeds, commission, fee, total } = sumsOf(tickets, choice);
  return (
    <p className="note info" role="status">
      {choice.ids.length} of {tickets.length} tickets: <b>{amountOf(total)}</b> goes back to the card. The
      consignor gives {amountOf(proceeds)}, the commission {amountOf(commission)}, the fee {amountOf(fee)}.
      Their codes and deliveries end; the other tickets stay good. The fan gets an email.
    </p>
  );
}

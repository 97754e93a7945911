import { guardTexts, type SupportCase } from '@holdfast/shared/support';
import { plural } from '../ui/figures.tsx';
import { messageLabel } from '../ui/machine/edges.ts';
import { ReasonField } from '../ui/ReasonField.tsx';
import { lookOf } from '../ui/states.ts';
import { BreakFields } from './BreakFields.tsx';
import { mustName, type TicketChoice, takesTickets } from './chooseTickets.ts';
import { HoldFields } from './HoldFields.tsx';
import { TicketFields } from './TicketFields.tsx';
import { automaticOf, type CaseActionControl, offerName, useCaseAction } from './useCaseAction.ts';
import { WhatIf } from './WhatIf.tsx';

/** The actions that the case accepts from this person, each with a preview and a reason. */
export function CaseActions({ data, mayAct }: { data: SupportCase; mayAct: boolean }) {
  const control = useCaseAction(data, mayAct);
  const { offers, chosen, error, done } = control;
  return (
    <section>
      <h2 className="ruled">Can be done now</h2>
      {!mayAct && <p className="note">Support acts on cases. You can read everything here.</p>}
      {offers.length === 0 && (
        <p className="mut">Nothing to do by hand: what can still happen happens automatically.</p>
      )}
      <ul className="acts-list">
        {offers.map((offer, at) => (
          <li key={offerName(offer)}>
            <button
              type="button"
              className={offer === chosen ? 'on' : undefined}
              aria-pressed={offer === chosen}
              disabled={!mayAct}
              onClick={() => control.choose(offer)}
            >
              {at < 9 && <kbd>{at + 1}</kbd>}
              <b>{offer.label}</b>
              <span>{offer.actor.type}</span>
            </button>
          </li>
        ))}
      </ul>
      <Refused data={data} />
      <Automatic data={data} />
      {chosen && <Confirmation control={control} data={data} />}
      {error && (
        <p className="note danger" role="alert">
          {error.message}
        </p>
      )}
      {done && (
        <p className="note success" role="status">
          {done}
        </p>
      )}
    </section>
  );
}

/** What could be done by hand in other states, and what says no now. */
function Refused({ data: { actors } }: { data: SupportCase }) {
  const refused = actors.flatMap(({ id, type, state, refused: each }) =>
    each.map(({ message, label, because }) => ({ key: `${id} ${message}`, type, state, label, because })),
  );
  if (refused.length === 0) return null;
  return (
    <details className="by-itself">
      <summary>What isn’t possible now, and why</summary>
      <ul>
        {refused.map(({ key, type, state, label, because }) => (
          <li key={key}>
            {label}{' '}
            <span>
              {because.length === 0
                ? `not while ${lookOf(type, state).word.toLowerCase()}`
                : because
                    .map((guard) => guardTexts[guard] ?? `${messageLabel(guard).toLowerCase()} says no`)
                    .join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Automatic({ data }: { data: SupportCase }) {
  const others = automaticOf(data);
  if (others.length === 0) return null;
  return (
    <details className="by-itself">
      <summary>What happens automatically, or by the fan</summary>
      <ul>
        {others.map((other) => (
          <li key={other.name}>
            {messageLabel(other.message)} <span>{other.kind}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Names what the button does: "Refund 1 ticket" where only some are chosen. */
const buttonLabel = (chosen: { label: string; message: string }, { which, ids }: TicketChoice) =>
  chosen.message === 'refund' && which === 'some' ? `Refund ${plural(ids.length, 'ticket')}` : chosen.label;

/** What the chosen action will do, what it asks for, and the button that does it. */
function Confirmation({ control, data }: { control: CaseActionControl; data: SupportCase }) {
  const { chosen } = control;
  if (!chosen) return null;
  return (
    <div className="what-if">
      <h3 className="ruled">
        {chosen.label} <small>Nothing is done yet.</small>
      </h3>
      {(mustName(chosen) || !takesTickets(chosen) || control.tickets.which === 'all') && (
        <p className={chosen.danger ? 'note danger' : 'note info'}>{chosen.effect}</p>
      )}
      {takesTickets(chosen) && (
        <TicketFields data={data} action={chosen} choice={control.tickets} onChange={control.setTickets} />
      )}
      <HoldFields chosen={chosen} choice={control.hold} onChange={control.setHold} />
      <WhatIf control={control} />
      <ReasonField
        key={offerName(chosen)}
        id="case-reason"
        value={control.reason}
        onChange={control.setReason}
      />
      {chosen.confirmWith !== null && (
        <BreakFields broken={control.broken} code={chosen.confirmWith} onChange={control.setBroken} />
      )}
      <button
        type="button"
        className={chosen.danger ? 'btn d w' : 'btn p w'}
        disabled={!control.isReady}
        onClick={control.confirm}
      >
        {buttonLabel(chosen, control.tickets)} <kbd>Ctrl Enter</kbd>
      </button>
      <button type="button" className="btn t w" onClick={control.leave}>
        Keep it as it is <kbd>Esc</kbd>
      </button>
      {chosen.danger && <p className="sm mut">This can’t be undone.</p>}
    </div>
  );
}

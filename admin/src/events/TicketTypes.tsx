import type { ReactNode } from 'react';
import { TextInput } from 'react-admin';
import { useFieldArray, useWatch } from 'react-hook-form';
import { plural } from '../ui/figures.tsx';
import { CountInput, MoneyInput } from '../ui/forms/FigureInputs.tsx';

/** A ticket type that nothing is given of but the name. */
export const newType = (name = '') => ({ name, priceAmount: null, quantity: null, maxPerFan: null });

/** The ticket types, a row each. */
export function TicketTypes() {
  const { fields, append, remove } = useFieldArray({ name: 'ticketTypes' });
  const types = useWatch({ name: 'ticketTypes' }) as Array<{ quantity: unknown }>;
  const tickets = types.reduce((sum, { quantity }) => sum + (typeof quantity === 'number' ? quantity : 0), 0);
  return (
    <fieldset className="games">
      <legend className="ruled">
        Ticket types{' '}
        <small>
          {plural(tickets, 'ticket')} in all; prices each, before the fee; without a limit the event’s counts
        </small>
        <span className="r">
          <button type="button" className="link" onClick={() => append(newType())}>
            Add a type
          </button>
        </span>
      </legend>
      {fields.map((field, at) => (
        <div key={field.id} className="form-grid" style={{ padding: '4px 0' }}>
          <TextInput
            className="f4"
            source={`ticketTypes.${at}.name`}
            label={<OfType at={at}>Name</OfType>}
            helperText={false}
          />
          <MoneyInput
            className="f2"
            source={`ticketTypes.${at}.priceAmount`}
            label={<OfType at={at}>Price</OfType>}
          />
          <CountInput
            className="f2"
            source={`ticketTypes.${at}.quantity`}
            label={<OfType at={at}>Quantity</OfType>}
          />
          <CountInput
            className="f2"
            source={`ticketTypes.${at}.maxPerFan`}
            label={<OfType at={at}>Limit per fan</OfType>}
          />
          <div className="f2" style={{ marginTop: 21 }}>
            {fields.length > 1 && (
              <button type="button" className="btn t" onClick={() => remove(at)}>
                Remove<span className="sr"> ticket type {at + 1}</span>
              </button>
            )}
          </div>
        </div>
      ))}
    </fieldset>
  );
}

/** A label that names the row to those who don't see it. */
function OfType({ at, children }: { at: number; children: ReactNode }) {
  return (
    <span>
      {children}
      <span className="sr"> of ticket type {at + 1}</span>
    </span>
  );
}

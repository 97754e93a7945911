import { parseAmount } from '@holdfast/shared/money';
import { useFormError } from '../ui/AdminForm.tsx';
import { plural } from '../ui/figures.tsx';

export interface TicketTypeRow {
  key: number;
  name: string;
  price: string;
  quantity: string;
}

/** The rows as the API takes them. Text that is no number is sent as is, so that the server names the field. */
export function toTicketTypes(rows: readonly TicketTypeRow[]) {
  return rows.map((row) => ({
    name: row.name,
    priceAmount: parseAmount(row.price, 'USD'),
    quantity: /^\d+$/.test(row.quantity.trim()) ? Number(row.quantity) : null,
  }));
}

/** The ticket types, a row each. */
export function TicketTypes({
  rows,
  onChange,
}: {
  rows: readonly TicketTypeRow[];
  onChange: (rows: readonly TicketTypeRow[]) => void;
}) {
  const put = (key: number, part: Partial<TicketTypeRow>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const tickets = rows.reduce((sum, row) => sum + (Number(row.quantity) || 0), 0);
  const error = useFormError('ticketTypes');
  return (
    <fieldset className="games">
      <legend className="ruled">
        Ticket types <small>{plural(tickets, 'ticket')} in all; prices each, before the fee</small>
        <span className="r">
          <button
            type="button"
            className="link"
            onClick={() =>
              onChange([
                ...rows,
                { key: Math.max(0, ...rows.map((row) => row.key)) + 1, name: '', price: '', quantity: '' },
              ])
            }
          >
            Add a type
          </button>
        </span>
      </legend>
      {rows.map((row, at) => (
        <TypeRow
          key={row.key}
          row={row}
          at={at}
          put={(part) => put(row.key, part)}
          remove={rows.length > 1 ? () => onChange(rows.filter((each) => each !== row)) : null}
        />
      ))}
      {error && <p className="note danger">{error}</p>}
    </fieldset>
  );
}

function TypeRow({
  row,
  at,
  put,
  remove,
}: {
  row: TicketTypeRow;
  at: number;
  put: (part: Partial<TicketTypeRow>) => void;
  remove: (() => void) | null;
}) {
  const fields = [
    { part: 'name', label: 'Name', path: 'name', span: 4, unit: undefined },
    { part: 'price', label: 'Price', path: 'priceAmount', span: 3, unit: 'USD' },
    { part: 'quantity', label: 'Quantity', path: 'quantity', span: 3, unit: undefined },
  ] as const;
  const errors = {
    name: useFormError(`ticketTypes.${at}.name`),
    price: useFormError(`ticketTypes.${at}.priceAmount`),
    quantity: useFormError(`ticketTypes.${at}.quantity`),
  };
  return (
    <div className="form-grid" style={{ padding: '4px 0' }}>
      {fields.map((field) => (
        <div key={field.part} className={`fld f${field.span}${errors[field.part] ? ' bad' : ''}`}>
          <label htmlFor={`type-${row.key}-${field.part}`}>
            {field.label}
            <span className="sr"> of ticket type {at + 1}</span>
          </label>
          <div className="ctl">
            <input
              id={`type-${row.key}-${field.part}`}
              value={row[field.part]}
              inputMode={field.part === 'name' ? 'text' : 'decimal'}
              aria-invalid={errors[field.part] ? true : undefined}
              onChange={(event) => put({ [field.part]: event.target.value })}
            />
            {field.unit && <span className="unit">{field.unit}</span>}
          </div>
          {errors[field.part] && (
            <div className="err" role="alert">
              {errors[field.part]}
            </div>
          )}
        </div>
      ))}
      <div className="f2" style={{ marginTop: 21 }}>
        {remove && (
          <button type="button" className="btn t" onClick={remove}>
            Remove<span className="sr"> ticket type {at + 1}</span>
          </button>
        )}
      </div>
    </div>
  );
}

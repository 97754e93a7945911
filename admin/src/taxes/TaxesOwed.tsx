/** What is owed to each place of the taxes within what fans paid, and what was paid to it. */
import { newTaxPayment, type TaxesOwed as Owed, type TaxPlace } from '@holdfast/shared/taxes';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { TextInput } from 'react-admin';
import { call } from '../dataProvider/index.ts';
import { DayInput } from '../ui/dates/DateInputs.tsx';
import { dayText } from '../ui/dates/dayText.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { Amount, amountOf } from '../ui/figures.tsx';
import { MoneyInput } from '../ui/forms/FigureInputs.tsx';
import { FormPanel } from '../ui/forms/FormPanel.tsx';
import { Movements } from '../ui/Movements.tsx';

/** @param pay says that a place was paid */
export function TaxesOwed({ pay }: { pay: (place: TaxPlace) => void }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['tax-payments'],
    queryFn: () => call<Owed>('/admin/tax-payments'),
  });
  if (error)
    return <ErrorMessage what="What is owed couldn’t be loaded." error={error} retry={() => refetch()} />;
  if (!data || data.places.length === 0) return null;
  return (
    <section className="sec">
      <h2>
        Owed to places <small>by the books, {data.currency}</small>
      </h2>
      <Places places={data.places} pay={pay} />
      {data.payments.length > 0 && <Payments payments={data.payments} />}
    </section>
  );
}

const Places = ({ places, pay }: { places: readonly TaxPlace[]; pay: (place: TaxPlace) => void }) => (
  <Movements
    label="Owed to places"
    heads={[
      'Place',
      { figures: 'Of sales' },
      { figures: 'Of refunds' },
      { figures: 'Paid' },
      { figures: 'Owed' },
      'Action',
    ]}
  >
    {places.map((place) => (
      <tr key={place.account}>
        <td>
          <b className="bold">{place.jurisdiction}</b>
        </td>
        <td className="n">
          <Amount minor={place.collected} />
        </td>
        <td className="n">
          <Amount minor={0 - place.refunded} />
        </td>
        <td className="n">
          <Amount minor={0 - place.paid} />
        </td>
        <td className="n">
          <Amount minor={place.owed} />
        </td>
        <td>
          {place.owed > 0 ? (
            <button type="button" className="link" onClick={() => pay(place)}>
              It was paid…
            </button>
          ) : (
            <span className="mut">
              {place.owed < 0 ? 'More was paid: later sales settle it' : 'Nothing to pay'}
            </span>
          )}
        </td>
      </tr>
    ))}
  </Movements>
);

const Payments = ({ payments }: Pick<Owed, 'payments'>) => (
  <Movements label="Paid to places" heads={['Paid on', 'Place', { figures: 'Amount' }, 'Reference', 'By']}>
    {payments.map(({ id, paidOn, jurisdiction, amount, reference, by }) => (
      <tr key={id}>
        <td>{dayText(paidOn)}</td>
        <td>{jurisdiction}</td>
        <td className="n">
          <Amount minor={amount} />
        </td>
        <td>{reference}</td>
        <td className="mut">{by}</td>
      </tr>
    ))}
  </Movements>
);

/** Says that tax was paid to the authority of a place. */
export function PayTax({ place, close }: { place: TaxPlace; close: () => void }) {
  const defaults = useMemo(() => ({ amount: place.owed, paidOn: '', reference: '' }), [place]);
  return (
    <FormPanel
      title={`Paid to ${place.jurisdiction}`}
      about={`${amountOf(place.owed)} is owed to it by the books. What you say is booked from the marketplace’s bank account, and can’t be taken back.`}
      leave="Not yet"
      close={close}
      resource="taxPayments"
      id={place.account}
      schema={newTaxPayment.omit({ account: true })}
      bodyOf={(values) => ({ ...values, account: place.account })}
      defaultValues={defaults}
      submit="It was paid"
      done="It is booked."
    >
      <div className="form-grid stacked">
        <MoneyInput source="amount" label="Amount" helperText={false} />
        <DayInput source="paidOn" label="Paid on" />
        <TextInput
          source="reference"
          label="Reference"
          helperText="What the authority shows, such as the number of the return."
        />
      </div>
    </FormPanel>
  );
}

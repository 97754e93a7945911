/** What is withheld for the IRS and not paid to it yet, and what was paid. */
import { newWithholdingDeposit, type WithheldTax, withholdingReasonNames } from '@holdfast/shared/payouts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { TextInput } from 'react-admin';
import { Link } from 'react-router';
import { call } from '../dataProvider/index.ts';
import { DayInput } from '../ui/dates/DateInputs.tsx';
import { dayText } from '../ui/dates/dayText.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { Amount, amountOf } from '../ui/figures.tsx';
import { MoneyInput } from '../ui/forms/FigureInputs.tsx';
import { FormPanel } from '../ui/forms/FormPanel.tsx';
import { Movements } from '../ui/Movements.tsx';
import { workTime } from '../ui/time.ts';

export function WithheldTaxes({ pay }: { pay: () => void }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['withheld-tax'],
    queryFn: () => call<WithheldTax>('/admin/withheld-tax'),
  });
  return (
    <section className="sec">
      <h2>
        Withheld for the IRS <small>backup withholding from payouts, Form 945</small>
      </h2>
      {error && <ErrorMessage what="It couldn’t be loaded." error={error} retry={() => refetch()} />}
      {data && (
        <p>
          {data.liability > 0
            ? `${amountOf(data.liability)} is withheld and not paid to the IRS yet.`
            : data.withholdings.length > 0
              ? 'Everything that is withheld was paid to the IRS.'
              : 'Nothing was withheld.'}
        </p>
      )}
      {data && data.withholdings.length > 0 && <Withheld withholdings={data.withholdings} />}
      {data && data.deposits.length > 0 && (
        <Movements label="Paid to the IRS" heads={['Paid on', { figures: 'Amount' }, 'Reference', 'By']}>
          {data.deposits.map(({ id, paidOn, amount, reference, by }) => (
            <tr key={id}>
              <td>{dayText(paidOn)}</td>
              <td className="n">
                <Amount minor={amount} />
              </td>
              <td>{reference}</td>
              <td className="mut">{by}</td>
            </tr>
          ))}
        </Movements>
      )}
      {data && data.liability > 0 && (
        <p>
          <button type="button" className="btn" onClick={pay}>
            It was paid to the IRS…
          </button>
        </p>
      )}
    </section>
  );
}

/** From whom, and why. */
const Withheld = ({ withholdings }: Pick<WithheldTax, 'withholdings'>) => (
  <Movements
    label="Withheld"
    heads={['Withheld', 'Consignor', 'Why', { figures: 'Fans paid' }, { figures: 'Amount' }, 'Given back']}
  >
    {withholdings.map(({ id, at, consignor, why, gross, amount, returned }) => (
      <tr key={id}>
        <td>{workTime(at)}</td>
        <td>
          <Link to={`/payables/${consignor.id}/show`}>{consignor.name}</Link>
        </td>
        <td>{withholdingReasonNames[why]}</td>
        <td className="n">
          <Amount minor={gross} />
        </td>
        <td className="n">
          <Amount minor={amount} />
        </td>
        <td className="mut">{returned && `${workTime(returned.at)}: ${returned.reason}`}</td>
      </tr>
    ))}
  </Movements>
);

/** Says that withheld tax was paid to the IRS. */
export function DepositPanel({ close }: { close: () => void }) {
  const defaults = useMemo(() => ({ amount: null, paidOn: '', reference: '' }), []);
  return (
    <FormPanel
      title="Paid to the IRS"
      about="It is booked from the marketplace’s bank account. What was paid can’t be given back to consignors any more: they claim it on their tax returns."
      leave="Not yet"
      close={close}
      resource="withholdingDeposits"
      id="withheld"
      schema={newWithholdingDeposit}
      bodyOf={(values) => values}
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
          helperText="What the IRS shows, such as the EFT number."
        />
      </div>
    </FormPanel>
  );
}

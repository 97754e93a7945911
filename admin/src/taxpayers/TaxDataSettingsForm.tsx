/** When payouts wait for missing tax data, under Settings. */
import { federalThreshold } from '@holdfast/shared/taxForms';
import { type TaxDataSettings, taxDataSettingsInput } from '@holdfast/shared/taxpayers';
import { useQuery } from '@tanstack/react-query';
import { BooleanInput, useNotify } from 'react-admin';
import { call } from '../dataProvider/index.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { amountOf } from '../ui/figures.tsx';
import { MoneyInput } from '../ui/forms/FigureInputs.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { WorkedExample } from '../ui/forms/WorkedExample.tsx';

function limitExample(limit: number): string {
  if (limit === 0) return 'The first payout waits for tax data.';
  const waits = `A consignor without tax data is paid until ${amountOf(limit)} in a calendar year. The payout that would be more waits.`;
  return limit > federalThreshold.amount
    ? `${waits} Past both federal limits, 24% is withheld until then.`
    : waits;
}

export function TaxDataSettingsForm() {
  const notify = useNotify();
  const { data, error, refetch } = useQuery({
    queryKey: ['settings', 'tax-data'],
    queryFn: () => call<TaxDataSettings>('/admin/settings/tax-data'),
    refetchOnWindowFocus: false,
  });
  return (
    <section className="sec">
      <h2>
        Tax data of consignors <small>Form W-9 or W-8, before they are paid</small>
      </h2>
      {error && <ErrorMessage what="It couldn’t be loaded." error={error} retry={() => refetch()} />}
      {data && !data.isPossible && (
        <p className="note">
          These forms are of US law, and are asked only where the marketplace pays in US dollars.
        </p>
      )}
      {data?.isPossible && (
        <UpdateForm<TaxDataSettings>
          key={data.version}
          resource="taxDataSettings"
          id="taxData"
          schema={taxDataSettingsInput}
          defaultValues={{ isAsked: data.isAsked, limit: data.limit }}
          bodyOf={({ isAsked, limit }) => ({ isAsked: isAsked ?? false, limit, version: data.version })}
          submit="Save when tax data is asked"
          onDone={({ isAsked }) =>
            notify(
              isAsked
                ? 'The next run of payouts leaves out whose tax data is missing.'
                : 'Payouts no longer wait for tax data.',
              { type: 'success' },
            )
          }
        >
          <div className="form-grid">
            <BooleanInput
              className="f6"
              source="isAsked"
              label="Payouts wait for missing tax data"
              helperText="Off: consignors may give it, nobody waits, and nothing is withheld for want of it."
            />
            <MoneyInput
              className="f6"
              source="limit"
              label="Above, in a calendar year"
              helperText={
                <WorkedExample
                  of="limit"
                  help="0: before the first payout. Some states ask for Form 1099-K from 600.00 on."
                  schema={taxDataSettingsInput.shape.limit}
                  say={limitExample}
                />
              }
            />
          </div>
        </UpdateForm>
      )}
    </section>
  );
}

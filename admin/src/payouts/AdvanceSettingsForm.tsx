/** Whether advances are paid, with the rule in words, under Settings. */
import { marketplaceCurrency, moneyText } from '@holdfast/shared/money';
import {
  type AdvanceSettings,
  advanceRuleOn,
  advanceSettingsInput,
  advanceTiersOn,
} from '@holdfast/shared/payouts';
import { marketplaceZone } from '@holdfast/shared/time';
import { useQuery } from '@tanstack/react-query';
import { BooleanInput, useNotify } from 'react-admin';
import { call } from '../dataProvider/index.ts';
import { todayIn } from '../ui/dates/presets.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { percentOf } from '../ui/figures.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { Movements } from '../ui/Movements.tsx';

export function AdvanceSettingsForm() {
  const notify = useNotify();
  const { data, error, refetch } = useQuery({
    queryKey: ['settings', 'advances'],
    queryFn: () => call<AdvanceSettings>('/admin/settings/advances'),
    refetchOnWindowFocus: false,
  });
  return (
    <section className="sec">
      <h2>
        Advances <small>a part of a sale, paid once its tickets are delivered</small>
      </h2>
      <p className="mut">
        Sales of the last {advanceRuleOn(todayIn(new Date(), marketplaceZone))?.windowDays ?? 0} days count:
        delivered, not refunded, and their event is over. What isn’t paid at delivery is a reserve until after
        the event.
      </p>
      <Rule />
      {error && <ErrorMessage what="It couldn’t be loaded." error={error} retry={() => refetch()} />}
      {data && (
        <UpdateForm<AdvanceSettings>
          key={data.version}
          resource="advanceSettings"
          id="advances"
          schema={advanceSettingsInput}
          defaultValues={{ isOn: data.isOn }}
          bodyOf={({ isOn }) => ({ isOn: isOn ?? false, version: data.version })}
          submit="Save whether advances are paid"
          onDone={({ isOn }) =>
            notify(
              isOn ? 'The next run of payouts pays advances.' : 'No run pays new advances from now on.',
              { type: 'success' },
            )
          }
        >
          <div className="form-grid">
            <BooleanInput
              className="f12"
              source="isOn"
              label="Pay advances to consignors in good standing"
              helperText="Runs of payouts give them, after the rule above and to nobody who is held back or owes something. What is refunded or lost later is claimed back from the next payouts."
            />
          </div>
        </UpdateForm>
      )}
    </section>
  );
}

/** The rule of today: what each tier asks for and gives. */
function Rule() {
  const on = todayIn(new Date(), marketplaceZone);
  const rule = advanceRuleOn(on);
  if (!rule) return null;
  const money = (minor: number) => moneyText({ amount: minor, currency: marketplaceCurrency });
  return (
    <Movements
      label="Tiers"
      heads={[
        'Tier',
        { figures: 'Sales' },
        { figures: 'Proceeds' },
        { figures: 'Failures' },
        { figures: 'Paid at delivery' },
        { figures: 'At one time' },
      ]}
    >
      {advanceTiersOn(on, marketplaceCurrency).map((tier) => (
        <tr key={tier.name}>
          <td>{tier.name}</td>
          <td className="n">{tier.minSales} or more</td>
          <td className="n">{money(tier.minVolume)} or more</td>
          <td className="n">at most {percentOf(tier.maxFailureBps)}</td>
          <td className="n">{percentOf(tier.advanceBps)}</td>
          <td className="n">{money(tier.limit)}</td>
        </tr>
      ))}
    </Movements>
  );
}

import { rateText, type TaxRule } from '@holdfast/shared/taxes';
import { AdminForm } from '../ui/AdminForm.tsx';
import { EndPanel } from '../ui/EndPanel.tsx';
import { FieldFrame, PercentField, TextField, useField } from '../ui/fields.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import { useEndTax } from './useTaxRules.ts';

/** What of the all-in price a tax is on. */
export const taxedParts = {
  both: 'Price and service fee',
  price: 'Price',
  fee: 'Service fee',
} as const;
type Part = keyof typeof taxedParts;

/** What of the all-in price this tax is on, in words. */
export const taxedText = ({ onPrice, onFee }: Pick<TaxRule, 'onPrice' | 'onFee'>) =>
  taxedParts[onPrice && onFee ? 'both' : onPrice ? 'price' : 'fee'];

const textOrNull = (value: unknown) =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

export function NewTax({ onDone }: { onDone: () => void }) {
  return (
    <SidePanel
      title="New tax"
      about="It is within the price that fans see, and no price changes by it: you owe it out of your commission and service fee. What is held or sold already stays as it is."
    >
      <AdminForm<TaxRule>
        resource="tax-rules"
        defaults={{
          country: 'US',
          region: '',
          city: '',
          name: 'Sales tax',
          ratePpm: null,
          part: 'both',
          from: '',
        }}
        bodyOf={({ country, region, city, name, ratePpm, part, from }) => ({
          country,
          region: textOrNull(region),
          city: textOrNull(city),
          name,
          ratePpm,
          onPrice: part !== 'fee',
          onFee: part !== 'price',
          from: textOrNull(from),
        })}
        fieldOf={(field) => (field === 'onPrice' || field === 'onFee' ? 'part' : field)}
        onDone={onDone}
        submit="Put it in force"
      >
        <div className="form-grid">
          <TextField source="country" label="Country" span={4} maxLength={2} hint="Two letters, such as US" />
          <TextField source="region" label="Region" span={4} maxLength={80} hint="Empty: all of it" />
          <TextField source="city" label="City" span={4} maxLength={100} hint="Empty: all of it" />
          <TextField source="name" label="Name" span={8} maxLength={60} hint="Fans read it on receipts" />
          <PercentField source="ratePpm" label="Rate" span={4} decimals={4} />
          <PartField />
          <TextField source="from" label="First day" type="date" span={6} hint="Empty: from now on" />
        </div>
      </AdminForm>
    </SidePanel>
  );
}

function PartField() {
  const { id, field, error } = useField({ source: 'part', label: 'On' });
  return (
    <FieldFrame id={id} label="On" span={6} error={error}>
      <select {...field} id={id}>
        {(Object.keys(taxedParts) as Part[]).map((part) => (
          <option key={part} value={part}>
            {taxedParts[part]}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

export function EndTax({ rule, leave, onDone }: { rule: TaxRule; leave: () => void; onDone: () => void }) {
  return (
    <EndPanel
      title={`End ${rule.name} of ${rule.jurisdiction}`}
      submit="End the tax"
      ending={useEndTax(rule, onDone)}
      leave={leave}
    >
      From now on nothing of new holds in {rule.jurisdiction} is {rule.name} of {rateText(rule.ratePpm)}.
      Prices stay, what was held or sold keeps its tax, and refunds take it back in proportion. The tax stays
      to be read.
    </EndPanel>
  );
}

import { splitRules } from '@holdfast/shared/listings';
import { splitRuleName } from '../listings/splitRules.ts';
import { ChoiceField, MoneyField, TextField } from '../ui/fields.tsx';
import { PriceFields } from './PriceFields.tsx';

/** What each game of a package is consigned with, but for prices by opponent. */
export function TermsFields() {
  return (
    <>
      <PriceFields />
      <MoneyField source="faceValueAmount" label="Face value each" span={4} hint="May be left out" />
      <MoneyField source="floorAmount" label="Floor each" span={4} hint="May be left out" />
      <MoneyField source="ceilingAmount" label="Ceiling each" span={4} hint="May be left out" />
      <ChoiceField
        source="splitRule"
        label="Split rule"
        span={4}
        choices={splitRules.map((value) => ({ value, name: splitRuleName(value) }))}
      />
      <TextField source="delivery" label="Delivery" span={6} maxLength={120} />
      <TextField
        source="disclosure"
        label="Disclosure"
        span={6}
        maxLength={200}
        hint="What a fan should know, such as a pillar in view"
      />
    </>
  );
}

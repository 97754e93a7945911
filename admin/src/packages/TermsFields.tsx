import { consignedWays, wayNames } from '@holdfast/shared/deliveries';
import { splitRules } from '@holdfast/shared/listings';
import { SelectInput, TextInput } from 'react-admin';
import { splitRuleName } from '../listings/splitRules.ts';
import { MoneyInput } from '../ui/forms/FigureInputs.tsx';
import { PriceFields } from './PriceFields.tsx';

const wayChoices = consignedWays.map((id) => ({ id, name: wayNames[id] }));
const splitChoices = splitRules.map((id) => ({ id, name: splitRuleName(id) }));

/** What each game of a package is consigned with, but for prices by opponent. */
export function TermsFields() {
  return (
    <>
      <PriceFields />
      <MoneyInput className="f4" source="faceValueAmount" label="Face value each" helperText="Optional" />
      <MoneyInput className="f4" source="floorAmount" label="Floor each" helperText="Optional" />
      <MoneyInput className="f4" source="ceilingAmount" label="Ceiling each" helperText="Optional" />
      <SelectInput
        className="f4"
        source="splitRule"
        label="Split rule"
        choices={splitChoices}
        helperText={false}
      />
      <SelectInput
        className="f6"
        source="deliveryWay"
        label="How the tickets reach the fan"
        choices={wayChoices}
        helperText={false}
      />
      <TextInput className="f6" source="delivery" label="Delivery note, for staff" helperText={false} />
      <TextInput
        className="f6"
        source="disclosure"
        label="Disclosure"
        helperText="What a fan should know, such as a pillar in view"
      />
    </>
  );
}

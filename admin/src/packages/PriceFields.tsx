import { FormDataConsumer } from 'react-admin';
import { ChoiceField, MoneyField } from '../ui/fields.tsx';
import { AboveFaceField } from './AboveFaceField.tsx';
import type { PriceValues, TermsValues } from './termsValues.ts';

const ways = [
  { value: 'set', name: 'An amount' },
  { value: 'face', name: 'The face value and some percent' },
] as const;

/** How a price comes about, and its figure: of the package, or of one opponent's games. */
export function PriceFields({ opponent }: { opponent?: { id: string; name: string } }) {
  const source = opponent ? `opponents.${opponent.id}` : 'price';
  const against = opponent ? `Against ${opponent.name}` : null;
  return (
    <>
      <ChoiceField
        source={`${source}.by`}
        label={against ? `${against}, the price is` : 'The price is'}
        defaultValue="set"
        span={4}
        choices={ways}
      />
      <FormDataConsumer<Partial<TermsValues>>>
        {({ formData }) => {
          const price: Partial<PriceValues> | undefined = opponent
            ? formData.opponents?.[opponent.id]
            : formData.price;
          return price?.by === 'face' ? (
            <AboveFaceField
              source={`${source}.bps`}
              label={against ? `${against}, percent above the face value` : undefined}
            />
          ) : (
            <MoneyField
              source={`${source}.amount`}
              label={against ? `${against}, price each` : 'Price each, before the fee'}
              span={4}
            />
          );
        }}
      </FormDataConsumer>
    </>
  );
}

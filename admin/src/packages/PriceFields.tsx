import { SelectInput } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { MoneyInput, SignedPercentInput } from '../ui/forms/FigureInputs.tsx';

const ways = [
  { id: 'set', name: 'An amount' },
  { id: 'face', name: 'The face value and some percent' },
];

/** How a price comes about, and its figure: of the package, or of one opponent's games. */
export function PriceFields({ opponent }: { opponent?: { id: string; name: string } }) {
  const source = opponent ? `opponents.${opponent.id}` : 'price';
  const against = opponent ? `Against ${opponent.name}, ` : '';
  const by = useWatch({ name: `${source}.by` });
  return (
    <>
      <SelectInput
        className="f4"
        source={`${source}.by`}
        label={against ? `${against}the price is` : 'The price is'}
        defaultValue="set"
        choices={ways}
        helperText={false}
      />
      {by === 'face' ? (
        <SignedPercentInput
          className="f4"
          source={`${source}.bps`}
          label={against ? `${against}percent above the face value` : 'Percent above the face value'}
          helperText="With a minus: below it"
        />
      ) : (
        <MoneyInput
          className="f4"
          source={`${source}.amount`}
          label={against ? `${against}price each` : 'Price each, before the fee'}
        />
      )}
    </>
  );
}

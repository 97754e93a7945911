/** The components of a rule while it is written, a row each. */
import { componentKinds, componentNames, mayPay } from '@holdfast/shared/pricing';
import { Choice, Figure } from './controls.tsx';
import { type DraftValues, nextPart, type PartValues } from './draftValues.ts';

const kindChoices = componentKinds.map((value) => ({ value, name: componentNames[value] }));
const payers = [
  { value: 'consignor', name: 'the consignor' },
  { value: 'fan', name: 'the fan, on top' },
] as const;

export function DraftParts({
  values,
  change,
  errors,
}: {
  values: DraftValues;
  change: (part: Partial<DraftValues>) => void;
  errors: Readonly<Record<string, string>>;
}) {
  const { components } = values;
  const put = (at: number, part: Partial<PartValues>) =>
    change({ components: components.map((each, i) => (i === at ? { ...each, ...part } : each)) });
  const another = nextPart(components);
  return (
    <>
      {components.map((part, at) => (
        <PartRow
          key={part.key}
          part={part}
          at={at}
          error={(field) => errors[`components.${at}.${field}`]}
          put={(change) => put(at, change)}
          {...(components.length > 1 && {
            takeOut: () => change({ components: components.filter((_, i) => i !== at) }),
          })}
        />
      ))}
      {errors.components && (
        <p className="note danger" role="alert">
          {errors.components}
        </p>
      )}
      <p className="sm mut" style={{ paddingBottom: 8 }}>
        {another && (
          <button
            type="button"
            className="link add-part"
            onClick={() => change({ components: [...components, another] })}
          >
            Add a part
          </button>
        )}{' '}
        Least and most are per ticket, in the currency of its listing.
      </p>
    </>
  );
}

/** One component of the rule: what it is, who pays it, how much. */
function PartRow({
  part,
  at,
  error,
  put,
  takeOut,
}: {
  part: PartValues;
  at: number;
  /** The refusal of a field. */
  error: (field: string) => string | undefined;
  put: (part: Partial<PartValues>) => void;
  /** Not for the only one. */
  takeOut?: () => void;
}) {
  const label = (name: string) => (at === 0 ? name : `${name}, part ${at + 1}`);
  return (
    <div className={at === 0 ? 'part-row' : 'part-row next'}>
      <Choice
        label={label('Part')}
        value={part.kind}
        choices={kindChoices}
        error={error('kind')}
        onChange={(kind) =>
          put({
            kind,
            payer: mayPay(kind, part.payer) ? part.payer : kind === 'commission' ? 'consignor' : 'fan',
          })
        }
      />
      <Choice
        label={label('Borne by')}
        value={part.payer}
        choices={payers.filter(({ value }) => mayPay(part.kind, value))}
        error={error('payer')}
        onChange={(payer) => put({ payer })}
      />
      <Figure
        as="percent"
        label={label('Of the price')}
        value={part.bps}
        error={error('bps')}
        onChange={(bps) => put({ bps })}
      />
      <Figure
        as="amount"
        label={label('At least')}
        value={part.minimum}
        error={error('minimum')}
        onChange={(minimum) => put({ minimum })}
      />
      <Figure
        as="amount"
        label={label('At most')}
        value={part.maximum}
        error={error('maximum')}
        onChange={(maximum) => put({ maximum })}
      />
      <button
        type="button"
        className="btn t"
        disabled={!takeOut}
        aria-label={`Take out ${componentNames[part.kind].toLowerCase()}`}
        onClick={takeOut}
      >
        ×
      </button>
    </div>
  );
}

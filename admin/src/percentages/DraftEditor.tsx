import {
  bpsOf,
  componentKinds,
  componentNames,
  mayPay,
  type PercentagesRule,
  type RuleScope,
  ruleScopes,
  scopeLabel,
} from '@holdfast/shared/pricing';
import { useEffect, useRef, useState } from 'react';
import { percentOf } from '../ui/figures.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { marketplaceZone, zoneOf } from '../ui/time.ts';
import { instantOf } from '../ui/wallTime.ts';
import { Choice, Figure, Line, TargetCombo } from './controls.tsx';
import { type DraftValues, nextPart, type PartValues, wholeParts } from './draftValues.ts';
import { ruleDay } from './ruleText.tsx';
import { WorkedExamples } from './WorkedExamples.tsx';

const reachChoices = ruleScopes.map((value) => ({ value, name: scopeLabel(value) }));
const kindChoices = componentKinds.map((value) => ({ value, name: componentNames[value] }));
const payers = [
  { value: 'consignor', name: 'the consignor' },
  { value: 'fan', name: 'the fan, on top' },
] as const;

/** "from Dec 1, 2026", or "from the moment it is put in force". */
export function beginsText({ begins }: DraftValues): string {
  return begins ? `from ${ruleDay(instantOf(begins, marketplaceZone))}` : 'from now';
}

const scopeText = ({ scope, whom, target }: DraftValues) =>
  scope === 'marketplace' ? 'marketplace default' : target ? whom : `a ${scopeLabel(scope).toLowerCase()}`;

/** One rule while it is written, with worked examples at each keystroke. */
export function DraftEditor({
  values,
  change,
  errors,
  current,
}: {
  values: DraftValues;
  change: (part: Partial<DraftValues>) => void;
  /** Refusals by field, in words. */
  errors: Readonly<Record<string, string>>;
  /** The rule of the same scope that is in force now. */
  current: PercentagesRule | null;
}) {
  const head = useRef<HTMLHeadingElement>(null);
  const priceField = useRef<HTMLInputElement>(null);
  const [price, setPrice] = useState<number | null>(null);
  useShortcuts([{ keys: 'e', does: 'example with a price', run: () => priceField.current?.focus() }]);
  const opened = values.saved?.id ?? values.from;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another draft is announced by moving there
  useEffect(() => {
    head.current?.focus({ preventScroll: true });
    head.current?.parentElement?.scrollIntoView({ block: 'nearest' });
  }, [opened]);
  const components = wholeParts(values.components);
  const app = components ? percentOf(bpsOf(components, 'consignor')) : '';
  const begins = beginsText(values);
  return (
    <section className="sec" aria-label="Draft">
      <h2 ref={head} tabIndex={-1}>
        Draft: {scopeText(values)} {begins}{' '}
        <small>
          {values.saved
            ? `by ${values.by}, not in force`
            : values.from
              ? `begun as a copy of a rule (${values.from})`
              : 'not saved, not in force'}
        </small>
      </h2>
      <div className="form-grid">
        <Choice<RuleScope>
          label="Scope"
          span={3}
          value={values.scope}
          choices={reachChoices}
          error={errors.scope}
          onChange={(scope) => change({ scope: scope, target: null, whom: '' })}
        />
        {values.scope !== 'marketplace' && (
          <TargetCombo
            key={values.scope}
            label={scopeLabel(values.scope)}
            span={3}
            scope={values.scope}
            value={values.target}
            whom={values.whom}
            error={errors.target}
            onChange={(target) => change({ target: target?.id ?? null, whom: target?.name ?? '' })}
          />
        )}
        <Line
          label={`From, ${zoneOf(new Date())}`}
          type="datetime-local"
          span={3}
          value={values.begins}
          error={errors.effectiveFrom}
          hint="Empty: from now. Never backwards."
          onChange={(begin) => change({ begins: begin })}
        />
        {values.scope !== 'marketplace' && (
          <Line
            label={`Until, ${zoneOf(new Date())}`}
            type="datetime-local"
            span={3}
            value={values.ends}
            error={errors.effectiveUntil}
            hint="Empty: until the next of its scope"
            onChange={(end) => change({ ends: end })}
          />
        )}
      </div>
      <Parts values={values} change={change} errors={errors} />
      <WorkedExamples
        components={components}
        price={price}
        before={
          current
            ? { name: `Today, ${percentOf(current.commissionBps)}`, components: current.components }
            : null
        }
        begins={`${begins.charAt(0).toUpperCase()}${begins.slice(1)}, ${app}`}
      />
      <div className="form-grid">
        <Figure
          as="amount"
          label="Example with a price"
          span={3}
          value={price}
          inputRef={priceField}
          onChange={setPrice}
        />
        <Line
          label="Reason, goes into the log"
          span={8}
          value={values.reason}
          error={errors.reason}
          onChange={(reason) => change({ reason })}
        />
      </div>
    </section>
  );
}

function Parts({
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
      {components.map((part, at) => {
        const label = (name: string) => (at === 0 ? name : `${name}, part ${at + 1}`);
        const error = (field: string) => errors[`components.${at}.${field}`];
        return (
          <div key={part.key} className={at === 0 ? 'part-row' : 'part-row next'}>
            <Choice
              label={label('Part')}
              value={part.kind}
              choices={kindChoices}
              error={error('kind')}
              onChange={(kind) =>
                put(at, {
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
              onChange={(payer) => put(at, { payer })}
            />
            <Figure
              as="percent"
              label={label('Of the price')}
              value={part.bps}
              error={error('bps')}
              onChange={(bps) => put(at, { bps })}
            />
            <Figure
              as="amount"
              label={label('At least')}
              value={part.minimum}
              error={error('minimum')}
              onChange={(minimum) => put(at, { minimum })}
            />
            <Figure
              as="amount"
              label={label('At most')}
              value={part.maximum}
              error={error('maximum')}
              onChange={(maximum) => put(at, { maximum })}
            />
            <button
              type="button"
              className="btn t"
              disabled={components.length === 1}
              aria-label={`Take out ${componentNames[part.kind].toLowerCase()}`}
              onClick={() => change({ components: components.filter((_, i) => i !== at) })}
            >
              ×
            </button>
          </div>
        );
      })}
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

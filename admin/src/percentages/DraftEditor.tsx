import {
  bpsOf,
  mayBear,
  type PercentagesRule,
  partKinds,
  partWords,
  type Reach,
  reaches,
  reachText,
} from '@holdfast/shared/pricing';
import { useEffect, useRef, useState } from 'react';
import { percentOf } from '../ui/figures.tsx';
import { useKeys } from '../ui/keys.tsx';
import { houseZone, zoneOf } from '../ui/time.ts';
import { instantOf } from '../ui/wallTime.ts';
import { Choice, Figure, Line, TargetCombo } from './controls.tsx';
import { type DraftValues, nextPart, type PartValues, wholeParts } from './draftValues.ts';
import { ruleDay } from './ruleWords.tsx';
import { WorkedExamples } from './WorkedExamples.tsx';

const reachChoices = reaches.map((value) => ({ value, name: reachText(value) }));
const kindChoices = partKinds.map((value) => ({ value, name: partWords[value] }));
const bearers = [
  { value: 'consignor', name: 'the consignor' },
  { value: 'fan', name: 'the fan, on top' },
] as const;

/** "from Dec 1, 2026", or "from the moment it is put in force". */
export function beginsText({ begins }: DraftValues): string {
  return begins ? `from ${ruleDay(instantOf(begins, houseZone))}` : 'from now';
}

const scopeText = ({ reaches: reach, whom, target }: DraftValues) =>
  reach === 'house' ? 'house default' : target ? whom : `a ${reachText(reach).toLowerCase()}`;

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
  useKeys([{ keys: 'e', does: 'example with a price', run: () => priceField.current?.focus() }]);
  const opened = values.saved?.id ?? values.from;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another draft is announced by moving there
  useEffect(() => {
    head.current?.focus({ preventScroll: true });
    head.current?.parentElement?.scrollIntoView({ block: 'nearest' });
  }, [opened]);
  const parts = wholeParts(values.parts);
  const house = parts ? percentOf(bpsOf(parts, 'consignor')) : '';
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
        <Choice<Reach>
          label="Reaches"
          span={3}
          value={values.reaches}
          choices={reachChoices}
          error={errors.reaches}
          onChange={(reach) => change({ reaches: reach, target: null, whom: '' })}
        />
        {values.reaches !== 'house' && (
          <TargetCombo
            key={values.reaches}
            label={reachText(values.reaches)}
            span={3}
            reaches={values.reaches}
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
        {values.reaches !== 'house' && (
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
        parts={parts}
        price={price}
        before={current ? { name: `Today, ${percentOf(current.houseBps)}`, parts: current.parts } : null}
        begins={`${begins.charAt(0).toUpperCase()}${begins.slice(1)}, ${house}`}
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
  const { parts } = values;
  const put = (at: number, part: Partial<PartValues>) =>
    change({ parts: parts.map((each, i) => (i === at ? { ...each, ...part } : each)) });
  const another = nextPart(parts);
  return (
    <>
      {parts.map((part, at) => {
        const label = (name: string) => (at === 0 ? name : `${name}, part ${at + 1}`);
        const error = (field: string) => errors[`parts.${at}.${field}`];
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
                  bornBy: mayBear(kind, part.bornBy)
                    ? part.bornBy
                    : kind === 'commission'
                      ? 'consignor'
                      : 'fan',
                })
              }
            />
            <Choice
              label={label('Borne by')}
              value={part.bornBy}
              choices={bearers.filter(({ value }) => mayBear(part.kind, value))}
              error={error('bornBy')}
              onChange={(bornBy) => put(at, { bornBy })}
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
              value={part.least}
              error={error('least')}
              onChange={(least) => put(at, { least })}
            />
            <Figure
              as="amount"
              label={label('At most')}
              value={part.most}
              error={error('most')}
              onChange={(most) => put(at, { most })}
            />
            <button
              type="button"
              className="btn t"
              disabled={parts.length === 1}
              aria-label={`Take out ${partWords[part.kind].toLowerCase()}`}
              onClick={() => change({ parts: parts.filter((_, i) => i !== at) })}
            >
              ×
            </button>
          </div>
        );
      })}
      {errors.parts && (
        <p className="note danger" role="alert">
          {errors.parts}
        </p>
      )}
      <p className="sm mut" style={{ paddingBottom: 8 }}>
        {another && (
          <button
            type="button"
            className="link add-part"
            onClick={() => change({ parts: [...parts, another] })}
          >
            Add a part
          </button>
        )}{' '}
        Least and most are per ticket, in the currency of its listing.
      </p>
    </>
  );
}

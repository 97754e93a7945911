import {
  bpsOf,
  type PercentagesRule,
  type RuleScope,
  ruleScopes,
  scopeLabel,
} from '@holdfast/shared/pricing';
import { useEffect, useRef, useState } from 'react';
import { unfinished } from '../ui/dates/typedDay.ts';
import { percentOf } from '../ui/figures.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { zoneOf } from '../ui/time.ts';
import { Choice, Figure, Line, Moment } from './controls.tsx';
import { DraftParts } from './DraftParts.tsx';
import { type DraftValues, instantGiven, wholeParts } from './draftValues.ts';
import { ruleDay } from './ruleText.tsx';
import { TargetCombo } from './TargetCombo.tsx';
import { WorkedExamples } from './WorkedExamples.tsx';

const reachChoices = ruleScopes.map((value) => ({ value, name: scopeLabel(value) }));

/** "from Dec 1, 2026", "from now", or that its date isn't finished. */
export function beginsText({ begins }: DraftValues): string {
  if (begins === unfinished) return 'from a date to be finished';
  const instant = instantGiven(begins);
  return instant ? `from ${ruleDay(instant)}` : 'from now';
}

const scopeText = ({ scope, targetName, target }: DraftValues) =>
  scope === 'marketplace'
    ? 'marketplace default'
    : target
      ? targetName
      : `a ${scopeLabel(scope).toLowerCase()}`;

/** One rule while it is written, with worked examples at each keystroke. */
export function DraftEditor({
  values,
  change,
  errors,
  current,
}: Fields & {
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
      <ScopeFields values={values} change={change} errors={errors} />
      <DraftParts values={values} change={change} errors={errors} />
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

interface Fields {
  values: DraftValues;
  change: (part: Partial<DraftValues>) => void;
  /** Refusals by field, in words. */
  errors: Readonly<Record<string, string>>;
}

/** What the rule applies to, and from when until when. */
function ScopeFields({ values, change, errors }: Fields) {
  return (
    <div className="form-grid">
      <Choice<RuleScope>
        label="Scope"
        span={2}
        value={values.scope}
        choices={reachChoices}
        error={errors.scope}
        onChange={(scope) => change({ scope: scope, target: null, targetName: '' })}
      />
      {values.scope !== 'marketplace' && (
        <TargetCombo
          key={values.scope}
          label={scopeLabel(values.scope)}
          span={2}
          scope={values.scope}
          value={values.target}
          targetName={values.targetName}
          error={errors.target}
          onChange={(target) => change({ target: target?.id ?? null, targetName: target?.name ?? '' })}
        />
      )}
      <Moment
        label={`From, ${zoneOf(new Date())}`}
        span={4}
        value={values.begins}
        error={errors.effectiveFrom}
        hint="Empty: from now. Never backwards."
        onChange={(begin) => change({ begins: begin })}
      />
      {values.scope !== 'marketplace' && (
        <Moment
          label={`Until, ${zoneOf(new Date())}`}
          span={4}
          value={values.ends}
          error={errors.effectiveUntil}
          hint="Empty: until the next of its scope"
          onChange={(end) => change({ ends: end })}
        />
      )}
    </div>
  );
}

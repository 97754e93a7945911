import { type PercentagesRule, scopeLabel } from '@holdfast/shared/pricing';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DayBox } from '../ui/dates/DayBox.tsx';
import { Empty, ErrorMessage } from '../ui/ErrorMessage.tsx';
import { Amount } from '../ui/figures.tsx';
import { Ignored } from '../ui/Ignored.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { beginsText, DraftEditor } from './DraftEditor.tsx';
import type { DraftValues } from './draftValues.ts';
import './percentages.css';
import { RuleTable } from './RuleTable.tsx';
import { type PercentagesState, usePercentages } from './usePercentages.ts';
import { WhatIfPanel } from './WhatIfPanel.tsx';

/** Percentages: every rule with its scope and dates, drafts, and the what-if. */
export function PercentagesPage() {
  useCrumbs('Consignment', 'Percentages');
  const page = usePercentages();
  const { mayMake, draft, current, isReplaying } = page;
  const { values } = draft;
  const actions = values && <RuleActions draft={draft} values={values} mayMake={mayMake} />;
  return (
    <div className="book-page">
      <PageHead
        title="Percentages"
        facts="What the marketplace keeps and what fans pay on top. The nearest rule wins as a whole; a sale keeps the rule of its hold."
      >
        {values && !isReplaying && (
          <button type="button" className="btn" onClick={page.replay}>
            What if <kbd>w</kbd>
          </button>
        )}
        <button type="button" className="btn" onClick={page.fresh}>
          {mayMake ? 'New rule' : 'Try a rule'} <kbd>n</kbd>
        </button>
      </PageHead>
      <div className={isReplaying ? 'two book' : 'two alone'}>
        <div className="col scrolls">
          <div className="body">
            <DefaultRule rules={page.rules.data} />
            <Rules page={page} />
            {values && (
              <>
                <DraftEditor values={values} change={draft.change} errors={draft.errors} current={current} />
                {!isReplaying && <div className="acts-row">{actions}</div>}
              </>
            )}
          </div>
        </div>
        {isReplaying && values && <WhatIfPanel values={values} foot={actions} />}
      </div>
    </div>
  );
}

function Rules({ page }: { page: PercentagesState }) {
  const { book, rules, rows, cursor, openRow } = page;
  const { filter, ignored, name, asOf, history, set } = book;
  return (
    <section className="sec">
      <h2>
        Rules <small>nearest at the bottom</small>
        {filter.scope && (
          <span className="chip">
            <em>{scopeLabel(filter.scope)}</em> {name ?? filter.target ?? ''}
            <button
              type="button"
              aria-label="Show every rule"
              onClick={() => set({ scope: null, target: null })}
            >
              ×
            </button>
          </span>
        )}
        <span className="r as-of">
          <DayBox label="As of" value={asOf} onChange={(day) => set({ asOf: day })} />
          <button type="button" className="link" aria-pressed={history} onClick={book.toggleHistory}>
            {history ? 'Without what is over' : 'History'}
          </button>
        </span>
      </h2>
      <Ignored parts={ignored} />
      {rules.error && !rules.data ? (
        <ErrorMessage what="The rules couldn’t be loaded." error={rules.error} retry={rules.refetch} />
      ) : rules.data && rows.length === 0 ? (
        <Empty because={`${name ?? 'This'} has no rule of its own: a rule of a wider scope applies.`} />
      ) : (
        <RuleTable rows={rows} cursor={cursor} open={openRow} />
      )}
      <p className="sm mut" style={{ paddingTop: 6 }}>
        20% from Jan 1 and 18% from Dec 1 means 20% through Nov 30: the next of the same scope succeeds. A
        rule with an end shares its days with none.
      </p>
    </section>
  );
}

function RuleActions({
  draft,
  values,
  mayMake,
}: {
  draft: PercentagesState['draft'];
  values: DraftValues;
  mayMake: boolean;
}) {
  const leave = (
    <button type="button" className="btn t" onClick={() => draft.open(null)}>
      Close
    </button>
  );
  if (!mayMake)
    return (
      <>
        <span className="mut">Finance sets percentages.</span>
        {leave}
      </>
    );
  return (
    <>
      {draft.words && (
        <p className="note danger refusal" role="alert">
          {draft.words} Nothing was put in force.
        </p>
      )}
      <button type="button" className="btn p" disabled={draft.busy} onClick={() => draft.putInForce(values)}>
        Put in force {beginsText(values)}
      </button>
      <button type="button" className="btn" disabled={draft.busy} onClick={() => draft.save(values)}>
        Save draft
      </button>
      {values.later && (
        <button type="button" className="btn" disabled={draft.busy} onClick={() => draft.takeBack(values)}>
          Take this rule back
        </button>
      )}
      {values.saved && (
        <button type="button" className="btn" disabled={draft.busy} onClick={() => draft.drop(values)}>
          Drop
        </button>
      )}
      {leave}
    </>
  );
}

/** The rule of everybody without a nearer one, in one sentence. */
function DefaultRule({ rules = [] }: { rules: readonly PercentagesRule[] | undefined }) {
  const rule = rules.find(({ scope, state }) => scope === 'marketplace' && state === 'inForce');
  if (!rule) return null;
  const { example } = rule;
  return (
    <p className="say" style={{ margin: '0 0 12px', maxWidth: 'none' }}>
      Marketplace default: of 100.00 the consignor gets <Amount minor={example.proceeds} /> and the
      marketplace keeps <Amount minor={example.commission} />; the fan pays <Amount minor={example.allIn} />.
    </p>
  );
}

import {
  type PercentagesDraft,
  type PercentagesRule,
  type RuleScope,
  ruleScopes,
  scopeLabel,
} from '@holdfast/shared/pricing';
import { useState } from 'react';
import { useGetList } from 'react-admin';
import { usePermission } from '../authProvider/usePermission.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty, ErrorMessage } from '../ui/ErrorMessage.tsx';
import { Amount } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { marketplaceZone } from '../ui/time.ts';
import { useAddress } from '../ui/useAddress.ts';
import { useNarrow } from '../ui/useIsNarrow.ts';
import { instantOf } from '../ui/wallTime.ts';
import { beginsText, DraftEditor } from './DraftEditor.tsx';
import { type DraftValues, freshDraft, valuesOfDraft, valuesOfRule } from './draftValues.ts';
import './percentages.css';
import { type BookRow, bookRows, RuleTable } from './RuleTable.tsx';
import { useDraft } from './useDraft.ts';
import { WhatIfPanel } from './WhatIfPanel.tsx';

const wholeBook = { pagination: { page: 1, perPage: 1000 } };

/** Percentages: every rule with its scope and dates, drafts, and the what-if. */
export function PercentagesPage() {
  useCrumbs('Consignment', 'Percentages');
  const mayMake = usePermission('percentages');
  const isPhone = useNarrow(800);
  const { filter, asOf, history, name, set } = useBookFilter();
  const [replaying, setReplaying] = useState(!isPhone);
  const [cursor, setCursor] = useState<string | null>(null);
  const draft = useDraft();
  const { values } = draft;
  const rules = useGetList<PercentagesRule>('percentages', {
    ...wholeBook,
    sort: { field: 'precedence', order: 'ASC' },
    filter,
  });
  const drafts = useGetList<PercentagesDraft>('percentages/drafts', wholeBook);
  const rows = bookRows(
    rules.data ?? [],
    (drafts.data ?? []).filter(
      (each) =>
        (!filter.scope || each.scope === filter.scope) && (!filter.target || each.target === filter.target),
    ),
  );
  const openRow = (row: BookRow) => {
    setCursor(row.id);
    draft.open(row.draft ? valuesOfDraft(row.draft) : valuesOfRule(row.rule));
  };
  const fresh = () => draft.open(freshDraft(filter.scope, filter.target ?? null, name ?? ''));
  const move = (by: number) => {
    const at = rows.findIndex(({ id }) => id === cursor);
    const next = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + by))];
    if (next) setCursor(next.id);
  };
  const atCursor = rows.find(({ id }) => id === cursor);
  useShortcuts([
    { keys: 'j', also: ['ArrowDown'], does: 'down', run: () => move(1) },
    { keys: 'k', also: ['ArrowUp'], does: 'up', run: () => move(-1) },
    ...(atCursor ? [{ keys: 'Enter', does: 'open', run: () => openRow(atCursor) }] : []),
    ...(values ? [{ keys: 'w', does: 'what if', run: () => setReplaying((is) => !is) }] : []),
    { keys: 'h', does: 'history', run: () => set({ history: history ? null : '1' }) },
    { keys: 'n', does: mayMake ? 'new rule' : 'try a rule', run: fresh },
    ...(values && mayMake
      ? [{ keys: 'Ctrl+Enter', does: 'put in force', run: () => draft.putInForce(values), inFields: true }]
      : []),
    ...(values
      ? [{ keys: 'Escape', does: 'leave the draft', run: () => draft.open(null), inFields: true }]
      : []),
  ]);
  const current = values && (rules.data ?? []).find((rule) => isOf(rule, values) && rule.state === 'inForce');
  const actions = values && <RuleActions draft={draft} values={values} mayMake={mayMake} />;
  const showsPanel = values !== null && replaying;
  return (
    <div className="book-page">
      <PageHead
        title="Percentages"
        facts="What the marketplace keeps and what fans pay on top. The nearest rule wins as a whole; a sale keeps the rule of its hold."
      >
        {values && !replaying && (
          <button type="button" className="btn" onClick={() => setReplaying(true)}>
            What if <kbd>w</kbd>
          </button>
        )}
        <button type="button" className="btn" onClick={fresh}>
          {mayMake ? 'New rule' : 'Try a rule'} <kbd>n</kbd>
        </button>
      </PageHead>
      <div className={showsPanel ? 'two book' : 'two alone'}>
        <div className="col scrolls">
          <div className="body">
            <DefaultRule
              rule={(rules.data ?? []).find(
                ({ scope, state }) => scope === 'marketplace' && state === 'inForce',
              )}
            />
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
                  <label>
                    As of{' '}
                    <input
                      type="date"
                      value={asOf}
                      onChange={(event) => set({ asOf: event.target.value || null })}
                    />
                  </label>
                  <button
                    type="button"
                    className="link"
                    aria-pressed={history}
                    onClick={() => set({ history: history ? null : '1' })}
                  >
                    {history ? 'Without what is over' : 'History'}
                  </button>
                </span>
              </h2>
              {rules.error && !rules.data ? (
                <ErrorMessage
                  what="The rules couldn’t be loaded."
                  error={rules.error}
                  retry={rules.refetch}
                />
              ) : rules.data && rows.length === 0 ? (
                <Empty because={`${name ?? 'This'} has no rule of its own: what lies farther scope it.`} />
              ) : (
                <RuleTable rows={rows} cursor={cursor} open={openRow} />
              )}
              <p className="sm mut" style={{ paddingTop: 6 }}>
                20% from Jan 1 and 18% from Dec 1 means 20% through Nov 30: the next of the same scope
                succeeds. A rule with an end shares its days with none.
              </p>
            </section>
            {values && (
              <>
                <DraftEditor
                  values={values}
                  change={draft.change}
                  errors={draft.errors}
                  current={current ?? null}
                />
                {!showsPanel && <div className="acts-row">{actions}</div>}
              </>
            )}
          </div>
        </div>
        {showsPanel && <WhatIfPanel values={values} foot={actions} />}
      </div>
    </div>
  );
}

const isOf = (rule: PercentagesRule, values: DraftValues) =>
  rule.scope === values.scope && rule.target === (values.target ?? '');

/** The filter is kept in the URL. */
function useBookFilter() {
  const [query, set] = useAddress();
  const asOf = query.get('asOf') ?? '';
  const history = query.get('history') === '1';
  const asked = query.get('scope') as RuleScope | null;
  const scope = asked !== null && ruleScopes.includes(asked) ? asked : undefined;
  const target = query.get('target') ?? undefined;
  const { data } = useGetList<{ id: string; name: string }>(
    'percentages/targets',
    { ...wholeBook, filter: { scope: scope, id: target } },
    { enabled: scope !== undefined && scope !== 'marketplace' && target !== undefined },
  );
  const name = data?.find(({ id }) => id === target)?.name;
  const filter = {
    scope: scope,
    target,
    over: history ? 'true' : 'false',
    at: /^\d{4}-/.test(asOf) ? instantOf(`${asOf}T00:00`, marketplaceZone) : undefined,
  };
  return { filter, asOf, history, name, set };
}

function RuleActions({
  draft,
  values,
  mayMake,
}: {
  draft: ReturnType<typeof useDraft>;
  values: DraftValues;
  mayMake: boolean;
}) {
  const leave = (
    <button type="button" className="btn t" onClick={() => draft.open(null)}>
      Close
    </button>
  );
  const refusal = draft.words && (
    <p className="note danger refusal" role="alert">
      {draft.words} Nothing was put in force.
    </p>
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
      {refusal}
      <button type="button" className="btn p" disabled={draft.busy} onClick={() => draft.putInForce(values)}>
        Put in force {beginsText(values)}
      </button>
      <button type="button" className="btn" disabled={draft.busy} onClick={() => draft.save(values)}>
        Save draft
      </button>
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
function DefaultRule({ rule }: { rule: PercentagesRule | undefined }) {
  if (!rule) return null;
  const { example } = rule;
  return (
    <p className="say" style={{ margin: '0 0 12px', maxWidth: 'none' }}>
      Marketplace default: of 100.00 the consignor gets <Amount minor={example.proceeds} /> and the
      marketplace keeps <Amount minor={example.commission} />; the fan pays <Amount minor={example.allIn} />.
    </p>
  );
}

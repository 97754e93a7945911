/** The percentages page's state: the rules that the address asks for, the cursor, the draft that is open. */
import {
  type PercentagesDraft,
  type PercentagesRule,
  percentagesQuery,
  ruleScopes,
} from '@holdfast/shared/pricing';
import { instantOf, marketplaceZone } from '@holdfast/shared/time';
import { useState } from 'react';
import { useGetList } from 'react-admin';
import { usePermission } from '../authProvider/usePermission.ts';
import { readableDay } from '../ui/dates/typedDay.ts';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { listFields, oneOf, readableOf } from '../ui/unreadable.ts';
import { useAddress } from '../ui/useAddress.ts';
import { useNarrow } from '../ui/useIsNarrow.ts';
import { type BookRow, bookRows } from './bookRows.ts';
import { type DraftValues, freshDraft, valuesOfDraft, valuesOfRule } from './draftValues.ts';
import { useDraft } from './useDraft.ts';

const wholeBook = { pagination: { page: 1, perPage: 1000 } };

export function usePercentages() {
  const mayMake = usePermission('percentages');
  const isPhone = useNarrow(800);
  const book = useBookFilter();
  const { filter, history, name, set } = book;
  const [replaying, setReplaying] = useState(!isPhone);
  const [cursor, setCursor] = useState<string | null>(null);
  const draft = useDraft();
  const { values } = draft;
  const { rules, rows } = useRules(filter);
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
  const toggleHistory = () => set({ history: history ? null : '1' });
  const atCursor = rows.find(({ id }) => id === cursor);
  useShortcuts([
    { keys: 'j', also: ['ArrowDown'], does: 'down', run: () => move(1) },
    { keys: 'k', also: ['ArrowUp'], does: 'up', run: () => move(-1) },
    ...(atCursor ? [{ keys: 'Enter', does: 'open', run: () => openRow(atCursor) }] : []),
    ...(values ? [{ keys: 'w', does: 'what if', run: () => setReplaying((is) => !is) }] : []),
    { keys: 'h', does: 'history', run: toggleHistory },
    { keys: 'n', does: mayMake ? 'new rule' : 'try a rule', run: fresh },
    ...(values && mayMake
      ? [{ keys: 'Ctrl+Enter', does: 'put in force', run: () => draft.putInForce(values), inFields: true }]
      : []),
    ...(values
      ? [{ keys: 'Escape', does: 'leave the draft', run: () => draft.open(null), inFields: true }]
      : []),
  ]);
  return {
    mayMake,
    book: { ...book, toggleHistory },
    rules,
    rows,
    cursor,
    openRow,
    fresh,
    draft,
    /** The rule of the draft's scope that is in force now. */
    current: values && inForce(rules.data, values),
    isReplaying: values !== null && replaying,
    replay: () => setReplaying(true),
  };
}
export type PercentagesState = ReturnType<typeof usePercentages>;

const inForce = (rules: readonly PercentagesRule[] = [], { scope, target }: DraftValues) =>
  rules.find((rule) => rule.scope === scope && rule.target === (target ?? '') && rule.state === 'inForce') ??
  null;

function useRules(filter: ReturnType<typeof useBookFilter>['filter']) {
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
  return { rules, rows };
}

/** How the page's parameters read. */
const fields = {
  ...listFields(percentagesQuery, ['scope', 'target']),
  asOf: readableDay,
  history: oneOf(['1']),
};

/** The filter is kept in the URL. What can't be read of it is left out. */
function useBookFilter() {
  const [asked, set] = useAddress();
  const { query, ignored } = readableOf(asked, fields);
  const asOf = query.get('asOf') ?? '';
  const history = query.get('history') === '1';
  const scope = ruleScopes.find((each) => each === query.get('scope'));
  const target = query.get('target') ?? undefined;
  const { data } = useGetList<{ id: string; name: string }>(
    'percentages/targets',
    { ...wholeBook, filter: { scope, id: target } },
    { enabled: scope !== undefined && scope !== 'marketplace' && target !== undefined },
  );
  const name = data?.find(({ id }) => id === target)?.name;
  const filter = {
    scope,
    target,
    over: history ? 'true' : 'false',
    at: asOf ? instantOf(`${asOf}T00:00`, marketplaceZone) : undefined,
  };
  return { filter, ignored, asOf, history, name, set };
}

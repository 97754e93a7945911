import { marketplaceCurrency } from '@holdfast/shared/money';
import { type PaymentRow, paymentQuery } from '@holdfast/shared/support';
import { useMemo, useRef, useState } from 'react';
import { useListContext } from 'react-admin';
import { useNavigate } from 'react-router';
import type { ListFacts } from '../dataProvider/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { plural } from '../ui/figures.tsx';
import { rowMoves } from '../ui/grid/gridKeys.ts';
import type { GridHandle } from '../ui/grid/gridProps.ts';
import { ResourceGrid } from '../ui/grid/ResourceGrid.tsx';
import { ResourceList } from '../ui/grid/ResourceList.tsx';
import { useAddressList } from '../ui/grid/useAddressList.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { SearchFilter } from '../ui/SearchFilter.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { lookOf, stateOf } from '../ui/states.ts';
import { useRefreshing } from '../ui/useRefreshing.ts';
import { Views } from '../ui/Views.tsx';
import { paymentColumns } from './paymentColumns.tsx';

const list = {
  contract: paymentQuery,
  filters: ['state', 'q', 'refund', 'dispute'],
  reads: { state: stateOf('payment') },
  opening: { field: 'createdAt', order: 'desc' },
} as const;

const chips = [
  { param: 'refund', value: 'failed', name: 'Refund', words: 'failed' },
  { param: 'dispute', value: 'unanswered', name: 'Dispute', words: 'waits for an answer' },
  { param: 'dispute', value: 'any', name: 'Dispute', words: 'in any state' },
] as const;

/** Every payment attempt, by state. */
export function PaymentGrid() {
  useCrumbs('Support', 'Payments');
  const address = useAddressList(list);
  const { state = 'all', q, refund, dispute } = address.filterValues;
  const filter = useMemo(
    () => ({
      ...(state === 'all' ? {} : { state }),
      ...(q ? { q } : {}),
      ...(refund ? { refund } : {}),
      ...(dispute ? { dispute } : {}),
    }),
    [state, q, refund, dispute],
  );
  return (
    <ResourceList<PaymentRow> resource="payments" filter={filter} {...address}>
      <Payments />
    </ResourceList>
  );
}

function Payments() {
  const navigate = useNavigate();
  const { filterValues, setFilters, sort, total, meta, isPlaceholderData } = useListContext<PaymentRow>();
  const grid = useRef<GridHandle<PaymentRow>>(null);
  const [cursor, setCursor] = useState<PaymentRow | null>(null);
  const open = (row: PaymentRow | null) => row && navigate(`/reservations/${row.reservationId}/show`);
  useShortcuts([
    ...rowMoves(grid),
    { keys: 'Enter', also: ['Space'], does: 'open the case', run: () => open(cursor) !== null },
  ]);
  useRefreshing(grid, 8_000);
  const counts = (meta as ListFacts | undefined)?.counts;
  const states = Object.entries(counts ?? {}).filter(([, count]) => count > 0);
  return (
    <div className="col" style={{ height: '100%' }}>
      <PageHead
        title="Payments"
        facts={
          total === undefined || isPlaceholderData
            ? `Amounts in ${marketplaceCurrency}.`
            : `${plural(total, 'payment')} in this view. Amounts in ${marketplaceCurrency}.`
        }
      />
      <Views
        param="state"
        label="Payments by state"
        chosen={filterValues.state ?? 'all'}
        views={[
          { value: 'all', name: 'All', count: counts && states.reduce((sum, [, count]) => sum + count, 0) },
          ...states.map(([value, count]) => ({ value, name: lookOf('payment', value).word, count })),
        ]}
      >
        {sort.field === 'createdAt' && <span>{sort.order === 'DESC' ? 'Newest first' : 'Oldest first'}</span>}
      </Views>
      <div className="chips">
        <SearchFilter
          label="Filter by order code, email address or Stripe id"
          placeholder="Code, email address, Stripe id"
          value={filterValues.q ?? ''}
          onChange={(q) => setFilters({ ...filterValues, q })}
        />
        {chips
          .filter(({ param, value }) => filterValues[param] === value)
          .map(({ param, name, words }) => (
            <span key={words} className="chip">
              <em>{name}</em> {words}
              <button
                type="button"
                aria-label="Show every payment"
                onClick={() => setFilters({ ...filterValues, [param]: undefined })}
              >
                ×
              </button>
            </span>
          ))}
      </div>
      <ResourceGrid<PaymentRow>
        ref={grid}
        label="Payments"
        columns={paymentColumns}
        onCursor={setCursor}
        onOpen={open}
        takesFocus
        empty={<Empty because="No payments match." />}
      />
    </div>
  );
}

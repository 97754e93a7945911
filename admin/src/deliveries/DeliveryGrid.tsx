import { type DeliveryQueue, type DeliverySummary, deliveryQuery } from '@holdfast/shared/deliveries';
import { useMemo, useRef, useState } from 'react';
import { useListContext } from 'react-admin';
import { useNavigate } from 'react-router';
import { usePermission } from '../authProvider/usePermission.ts';
import { OwnerFilter } from '../owners/index.ts';
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
import { useRefreshing } from '../ui/useRefreshing.ts';
import { Views } from '../ui/Views.tsx';
import { deliveryColumns } from './deliveryColumns.tsx';

const list = {
  contract: deliveryQuery,
  filters: ['queue', 'q', 'owner', 'eventId', 'consignorId'],
  opening: { field: 'dueBy', order: 'asc' },
} as const;

const queues: ReadonlyArray<{ value: DeliveryQueue; name: string; empty: string }> = [
  { value: 'toSend', name: 'To send', empty: 'Nothing is to be sent: every sold ticket is on its way.' },
  { value: 'overdue', name: 'Late', empty: 'Nothing is late.' },
  { value: 'problem', name: 'Refused or failed', empty: 'No fan refused tickets, and none failed.' },
  { value: 'sent', name: 'Sent', empty: 'Nothing waits for its fan to accept it.' },
  { value: 'received', name: 'Received', empty: 'No fan has tickets that were sent yet.' },
  { value: 'over', name: 'Replaced or refunded', empty: 'No such ticket was replaced or refunded.' },
  { value: 'all', name: 'All', empty: 'No ticket of another’s gate was sold yet.' },
];

/** Sold tickets on their way to their fans, the most urgent first. */
export function DeliveryGrid() {
  useCrumbs('Consignment', 'Deliveries');
  const address = useAddressList(list);
  const { queue = 'toSend', q, owner, eventId, consignorId } = address.filterValues;
  const filter = useMemo(
    () => ({
      queue,
      ...(q ? { q } : {}),
      ...(owner ? { owner } : {}),
      ...(eventId ? { eventId } : {}),
      ...(consignorId ? { consignorId } : {}),
    }),
    [queue, q, owner, eventId, consignorId],
  );
  return (
    <ResourceList<DeliverySummary> resource="deliveries" filter={filter} {...address}>
      <Deliveries />
    </ResourceList>
  );
}

function Deliveries() {
  const navigate = useNavigate();
  const { filterValues, setFilters, sort, total, isPlaceholderData } = useListContext<DeliverySummary>();
  const grid = useRef<GridHandle<DeliverySummary>>(null);
  const [cursor, setCursor] = useState<DeliverySummary | null>(null);
  const open = (row: DeliverySummary | null) => row && navigate(`/deliveries/${row.id}/show`);
  useShortcuts([
    ...rowMoves(grid),
    { keys: 'Enter', also: ['Space'], does: 'open the delivery', run: () => open(cursor) !== null },
  ]);
  useRefreshing(grid, 8_000);
  const mayOwn = usePermission('deliveryOwners');
  const chosen = queues.find(({ value }) => value === (filterValues.queue ?? 'toSend'));
  const isFiltered = ['q', 'owner', 'eventId', 'consignorId'].some(
    (name) => filterValues[name] !== undefined,
  );
  const only = (filterValues.eventId ?? filterValues.consignorId) !== undefined;
  return (
    <div className="col" style={{ height: '100%' }}>
      <PageHead
        title="Deliveries"
        facts={
          total === undefined || isPlaceholderData
            ? 'Sold tickets of other gates, on their way to their fans.'
            : `${plural(total, 'delivery', 'deliveries')} in this view.`
        }
      />
      <Views
        param="queue"
        label="Deliveries by what is to do"
        chosen={chosen?.value ?? 'toSend'}
        views={queues.map(({ value, name }) => ({ value, name }))}
      >
        {sort.field === 'dueBy' && <span>{sort.order === 'ASC' ? 'Due first' : 'Due last'}</span>}
      </Views>
      <div className="chips">
        <SearchFilter
          label="Filter by order code, event, consignor or email address"
          placeholder="Code, event, consignor, email"
          value={filterValues.q ?? ''}
          onChange={(q) => setFilters({ ...filterValues, q })}
        />
        {mayOwn && (
          <OwnerFilter
            value={filterValues.owner ?? ''}
            onChange={(owner) => setFilters({ ...filterValues, owner: owner || undefined })}
          />
        )}
        {only && (
          <span className="chip">
            <em>Only</em> {filterValues.eventId ? 'of one event' : 'of one consignor'}
            <button
              type="button"
              aria-label="Show every delivery"
              onClick={() => setFilters({ ...filterValues, eventId: undefined, consignorId: undefined })}
            >
              ×
            </button>
          </span>
        )}
      </div>
      <ResourceGrid<DeliverySummary>
        ref={grid}
        label="Deliveries"
        columns={deliveryColumns}
        onCursor={setCursor}
        onOpen={open}
        takesFocus
        empty={
          <Empty
            because={
              isFiltered || !chosen ? 'No deliveries in this view match what you filter by.' : chosen.empty
            }
          />
        }
      />
    </div>
  );
}

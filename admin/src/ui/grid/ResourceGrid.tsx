/**
 * AG Grid over react-admin's list context: the infinite row model asks the server for parts, order and filters.
 * The focused cell is the cursor; pages move it with j and k, and the row under it wears the focus frame.
 */
import type {
  CellClickedEvent,
  CellDoubleClickedEvent,
  ColDef,
  GridReadyEvent,
  RowClassParams,
  SortChangedEvent,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { type ReactNode, useCallback, useMemo } from 'react';
import { type RaRecord, useListContext } from 'react-admin';
import { ErrorMessage } from '../ErrorMessage.tsx';
import { Ignored } from '../Ignored.tsx';
import { leaveToPage } from './gridKeys.ts';
import type { ResourceGridProps } from './gridProps.ts';
import { gridTheme } from './gridTheme.ts';
import { blockSize } from './listParts.ts';
import { useResourceGrid } from './useResourceGrid.ts';
import './grid.css';

const rowIdOf = ({ data }: { data: RaRecord }) => String(data.id);
const defaults: ColDef = {
  sortable: false,
  resizable: true,
  suppressHeaderMenuButton: true,
  suppressMovable: true,
  suppressKeyboardEvent: leaveToPage,
};

/** Arrows move between cells; Tab leaves the grid. */
const leaveByTab = () => false;

/** A link, a button or a box in a cell acts by itself. */
const isOwnControl = (target: EventTarget | null) =>
  target instanceof Element && target.closest('a, button, input') !== null;

function onCell<T>(
  { data, node, column, event }: CellClickedEvent<T> | CellDoubleClickedEvent<T>,
  act: ((row: T, column: string) => void) | undefined,
): void {
  if (data && !node.rowPinned && !isOwnControl(event?.target ?? null)) act?.(data, column.getColId());
}

export function ResourceGrid<T extends RaRecord>(props: ResourceGridProps<T>) {
  const { setSort } = useListContext<T>();
  const { host, cursor, source, columns, total, error, wanted, readAgain } = useResourceGrid<T>(props);
  const { api } = cursor;
  const rowClass = useCallback(
    ({ data, node }: RowClassParams<T>) =>
      [
        data && !node.rowPinned ? (wanted.current.rowMark?.(data) ?? '') : '',
        !node.rowPinned && node.rowIndex === cursor.at.current ? 'row-cur' : '',
      ].filter(Boolean),
    [wanted, cursor],
  );
  const pinned = useMemo(() => (props.totals ? [props.totals as unknown as T] : undefined), [props.totals]);
  const sorted = (event: SortChangedEvent<T>) => {
    const column = event.api.getColumnState().find((each) => each.sort);
    if (column?.sort && event.source === 'uiColumnSorted')
      setSort({ field: column.colId, order: column.sort === 'desc' ? 'DESC' : 'ASC' });
  };
  return (
    <>
      <Ignored />
      <div className="grid">
        <div
          className="ag-host"
          ref={host}
          onMouseDownCapture={cursor.onMouseDownCapture}
          onKeyDownCapture={cursor.onKeyDownCapture}
        >
          <AgGridReact<T>
            theme={gridTheme}
            rowModelType="infinite"
            cacheBlockSize={blockSize}
            datasource={source}
            columnDefs={columns}
            defaultColDef={defaults as ColDef<T>}
            context={props.context}
            getRowId={rowIdOf}
            getRowClass={rowClass}
            pinnedBottomRowData={pinned}
            alwaysShowVerticalScroll
            scrollbarWidth={12}
            animateRows={false}
            suppressCellFocus={false}
            enterNavigatesVertically={false}
            stopEditingWhenCellsLoseFocus
            suppressClickEdit
            suppressNoRowsOverlay
            onGridReady={(event: GridReadyEvent<T>) => {
              api.current = event.api;
              event.api.setGridAriaProperty('label', props.label);
            }}
            onCellFocused={cursor.onCellFocused}
            tabToNextCell={leaveByTab}
            tabToNextHeader={leaveByTab}
            onCellClicked={(event) => onCell(event, props.onPress)}
            onCellDoubleClicked={(event) => onCell(event, props.onOpen)}
            onSortChanged={sorted}
          />
        </div>
        <InPlaceOfRows
          error={total === null ? error : null}
          isEmpty={total === 0}
          empty={props.empty}
          retry={readAgain}
        />
      </div>
    </>
  );
}

/** Why there are no rows. */
function InPlaceOfRows({
  error,
  isEmpty,
  empty,
  retry,
}: {
  error: unknown;
  isEmpty: boolean;
  empty: ReactNode;
  retry: () => void;
}) {
  if (error !== null)
    return (
      <div className="grid-over">
        <ErrorMessage what="These rows couldn’t be loaded." error={error} retry={retry} />
      </div>
    );
  return isEmpty ? <div className="grid-over">{empty}</div> : null;
}

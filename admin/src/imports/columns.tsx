import type { ColDef } from 'ag-grid-community';
import { plural } from '../ui/figures.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { rowLooks, type ShownRow } from './actions.ts';

export function importColumns(narrow: boolean): ColDef<ShownRow>[] {
  const columns: ColDef<ShownRow>[] = [
    {
      colId: 'line',
      headerName: 'Row',
      type: 'rightAligned',
      width: 66,
      valueGetter: ({ data }) => data?.line,
    },
    {
      colId: 'action',
      headerName: 'Outcome',
      width: 104,
      cellRenderer: ({ data }: { data?: ShownRow }) =>
        data ? (
          <Mark shape={rowLooks[data.action].shape} tone={rowLooks[data.action].tone}>
            {rowLooks[data.action].word}
          </Mark>
        ) : null,
    },
    {
      colId: 'game',
      headerName: 'Game',
      width: narrow ? 130 : 150,
      cellClass: 'key',
      valueGetter: ({ data }) => data?.game ?? '',
    },
    {
      colId: 'place',
      headerName: 'Section / row / seats',
      width: narrow ? 130 : 150,
      valueGetter: ({ data }) => data?.place ?? '',
    },
    {
      colId: 'quantity',
      headerName: 'Qty',
      type: 'rightAligned',
      width: 60,
      valueGetter: ({ data }) => data?.quantity ?? '',
    },
    {
      colId: 'price',
      headerName: 'Price',
      type: 'rightAligned',
      width: 92,
      cellClass: 'ag-right-aligned-cell num',
      valueGetter: ({ data }) => data?.price ?? '',
    },
    {
      colId: 'what',
      headerName: 'What it would do',
      flex: 1,
      minWidth: 220,
      cellRenderer: ({ data }: { data?: ShownRow }) => (data ? <Effect row={data} /> : null),
    },
  ];
  // Rows are in file order.
  return columns.map((column) => ({ sortable: false, ...column }));
}

function Effect({ row }: { row: ShownRow }) {
  const problems = row.problems.map((problem, at) => (
    <span key={`${problem.field} ${problem.code}`}>
      {at > 0 && ' '}
      <b className="bold">{problem.field}</b> {withoutField(problem)}
    </span>
  ));
  if (row.undo === 'undone') return <span className="mut">Taken back</span>;
  if (row.undo === 'kept' || row.action === 'refuse') return <>{problems}</>;
  if (row.action === 'unchanged') return <span className="mut">As it is{row.note && `. ${row.note}`}</span>;
  if (row.action === 'create') return `New listing, ${plural(Number(row.quantity), 'ticket')}`;
  return (
    <>
      {row.changes.map((change, at) => (
        <span key={change.field}>
          {at > 0 && '; '}
          {change.field} <span className="old">{change.from}</span> {change.to ?? 'none'}
        </span>
      ))}
      {row.note && <span className="mut"> {row.note}</span>}
    </>
  );
}

/** Prefixes the field's name unless the sentence begins with it. */
function withoutField({ field, message }: ShownRow['problems'][number]): string {
  return message.startsWith(`${field} `) ? message.slice(field.length + 1) : message;
}

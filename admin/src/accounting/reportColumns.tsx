import {
  type ReportDefinition,
  type ReportGroup,
  type ReportRow,
  reportGroups,
} from '@holdfast/shared/accounting';
import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import { Link } from 'react-router';
import { dayText, monthText } from '../ui/dates/dayText.ts';
import { Amount, countOf } from '../ui/figures.tsx';

type Cell = ICellRendererParams<ReportRow>;

/** `November 2026`, `Nov 29, 2026`, or the row's own name. */
export function nameOfRow({ id, name, detail }: ReportRow, by: ReportGroup): string {
  if (id === 'none' || id === 'totals') return name;
  if (by === 'day') return dayText(id);
  if (by === 'month') return monthText(id);
  return detail ? `${name}, ${dayText(detail)}` : name;
}

/**
 * @param leadsTo the address of what a row is made of; null: of nothing more
 * @param entries the address of the entries behind a figure
 */
export function reportColumns(
  { columns, counts }: ReportDefinition,
  by: ReportGroup,
  leadsTo: (row: ReportRow) => string | null,
  entries: (row: ReportRow, column: string) => string,
): ColDef<ReportRow>[] {
  return [
    {
      colId: 'group',
      headerName: reportGroups[by],
      flex: 200,
      minWidth: 130,
      cellClass: 'key',
      sortable: true,
      cellRenderer: ({ data, node }: Cell) => {
        if (!data) return null;
        const to = node.rowPinned ? null : leadsTo(data);
        return to ? <Link to={to}>{nameOfRow(data, by)}</Link> : nameOfRow(data, by);
      },
    },
    {
      colId: 'count',
      headerName: counts.name,
      width: 84,
      type: 'rightAligned',
      cellRenderer: ({ data }: Cell) => data && <span className="num">{countOf(data.count)}</span>,
    },
    ...Object.entries(columns).map(
      ([id, { name }], i): ColDef<ReportRow> => ({
        colId: i === 0 ? 'figure' : id,
        headerName: name,
        flex: 110,
        minWidth: 96,
        type: 'rightAligned',
        ...(i === 0 ? { sortable: true, sortingOrder: ['desc', 'asc'] as const } : {}),
        cellRenderer: ({ data }: Cell) => {
          if (!data) return null;
          const minor = data.figures[id] ?? 0;
          if (minor === 0) return <Amount minor={0} />;
          return (
            <Link to={entries(data, id)} aria-label={`Entries: ${name}, ${nameOfRow(data, by)}`}>
              <Amount minor={minor} />
            </Link>
          );
        },
      }),
    ),
  ];
}

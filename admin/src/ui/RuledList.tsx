/** A resource as a ruled table: the server pages and sorts, a row opens its page. */
import type { ReactNode } from 'react';
import { type RaRecord, useGetList } from 'react-admin';
import { Link, useNavigate } from 'react-router';
import { ErrorMessage } from './ErrorMessage.tsx';
import { Pager } from './Pager.tsx';
import { pageIn, useAddress } from './useAddress.ts';

export interface Column<T> {
  head: string;
  cell: (row: T) => ReactNode;
  /** Right-aligned figures. */
  numeric?: boolean;
  /** Hidden first when the page is narrow. */
  wideOnly?: boolean;
  wraps?: boolean;
}

export interface RuledListProps<T> {
  label: string;
  resource: string;
  sort: { field: string; order: 'ASC' | 'DESC' };
  filter?: Record<string, unknown>;
  perPage?: number;
  columns: readonly Column<T>[];
  to?: (row: T) => string;
  empty: ReactNode;
  rowClass?: (row: T) => string | undefined;
  /** How often it is asked again, in milliseconds. */
  refreshMs?: number;
}

export function RuledList<T extends RaRecord>(props: RuledListProps<T>) {
  const { perPage = 25, refreshMs = 20_000 } = props;
  const [query] = useAddress();
  const page = pageIn(query);
  const list = useGetList<T>(
    props.resource,
    { pagination: { page, perPage }, sort: props.sort, filter: props.filter ?? {} },
    { refetchInterval: refreshMs, placeholderData: (before) => before },
  );
  if (list.error && !list.data)
    return <ErrorMessage what="These rows couldn’t be loaded." error={list.error} retry={list.refetch} />;
  if (list.data && list.total === 0) return props.empty;
  return (
    <>
      <RuledTable {...props} rows={list.data ?? []} waiting={list.isPlaceholderData || list.isPending} />
      <Pager total={list.total ?? 0} perPage={perPage} />
    </>
  );
}

/** The table alone, for rows that are already here. */
export function RuledTable<T extends { id?: unknown }>({
  label,
  columns,
  rows,
  to,
  rowClass,
  waiting,
}: {
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  to?: (row: T) => string;
  rowClass?: (row: T) => string | undefined;
  waiting?: boolean;
}) {
  const navigate = useNavigate();
  return (
    // A table wider than a phone is scrolled in its own box, by keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
    <section className="table-wrap" aria-label={label} tabIndex={0}>
      <table className={waiting ? 'g rows-wait' : 'g'}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.head} scope="col" className={classOf(column)}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr
              key={String(row.id ?? at)}
              className={[to ? 'opens' : '', rowClass?.(row) ?? ''].join(' ').trim() || undefined}
              onClick={(event) => {
                if (to && !(event.target as HTMLElement).closest('a, button')) navigate(to(row));
              }}
            >
              {columns.map((column, first) => (
                <td key={column.head} className={classOf(column)}>
                  {first === 0 && to ? (
                    <Link className="key" to={to(row)}>
                      {column.cell(row)}
                    </Link>
                  ) : (
                    column.cell(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function classOf<T>(column: Column<T>): string | undefined {
  return (
    [column.numeric ? 'n' : '', column.wideOnly ? 'wide-only' : '', column.wraps ? 'wrap' : '']
      .filter(Boolean)
      .join(' ') || undefined
  );
}

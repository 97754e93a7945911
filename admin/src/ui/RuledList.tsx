/** Rows that are already here as a ruled table; lists of a resource are react-admin's. */
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';

export interface Column<T> {
  head: string;
  cell: (row: T) => ReactNode;
  /** Right-aligned figures. */
  numeric?: boolean;
  /** Hidden first when the page is narrow. */
  wideOnly?: boolean;
  wraps?: boolean;
}

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

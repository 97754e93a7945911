import type { ReactNode } from 'react';
import { Th } from './Th.tsx';
import './movements.css';

/** A head of the table: a name, one of a column of figures, or one of a column `id` that small screens leave out. */
export type MovementHead = string | { figures: string } | { ids: string };

/** A plain table of money that moved; it scrolls sideways where the screen is narrow. @param label its name for screen readers */
export function Movements({
  label,
  heads,
  children,
}: {
  label: string;
  heads: readonly MovementHead[];
  children: ReactNode;
}) {
  return (
    // A table wider than a phone is scrolled in its own box, by keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
    <section className="movements-wrap" aria-label={label} tabIndex={0}>
      <table className="movements">
        <thead>
          <tr>
            {heads.map((head) =>
              typeof head === 'string' ? (
                <Th key={head}>{head}</Th>
              ) : 'ids' in head ? (
                <th key={head.ids} className="id">
                  {head.ids}
                </th>
              ) : (
                <Th key={head.figures} n>
                  {head.figures}
                </Th>
              ),
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

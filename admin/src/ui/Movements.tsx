import type { ReactNode } from 'react';
import { Th } from './Th.tsx';
import './movements.css';

/** A head of the table: a name, one of a column of figures, or one of a column `id` that small screens leave out. */
export type MovementHead = string | { figures: string } | { ids: string };

/** A plain table of money that moved; it scrolls sideways where the screen is narrow. */
export function Movements({ heads, children }: { heads: readonly MovementHead[]; children: ReactNode }) {
  return (
    <div className="movements-wrap">
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
    </div>
  );
}

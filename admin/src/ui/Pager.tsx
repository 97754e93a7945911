import { countOf } from './figures.tsx';
import { pageIn, useAddress } from './useAddress.ts';

/** Turns the pages of a list; nothing where one holds all rows. The page stands in the address. */
export function Pager({ total, perPage }: { total: number; perPage: number }) {
  const [query, change] = useAddress();
  const page = pageIn(query);
  const pages = Math.ceil(total / perPage);
  if (pages <= 1) return null;
  const turn = (to: number) => change({ page: String(to) });
  return (
    <nav className="pager" aria-label="Pages">
      <button type="button" className="btn" disabled={page <= 1} onClick={() => turn(page - 1)}>
        Before
      </button>
      <span>
        {countOf((page - 1) * perPage + 1)}–{countOf(Math.min(page * perPage, total))} of {countOf(total)}
      </span>
      <button type="button" className="btn" disabled={page >= pages} onClick={() => turn(page + 1)}>
        Next
      </button>
    </nav>
  );
}

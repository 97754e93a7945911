import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { countOf } from './figures.tsx';

export interface View {
  /** The value in the address; empty for the view without a filter. */
  value: string;
  name: string;
  count?: number;
}

/** Saved views as tabs with counts; the chosen one stands in the address, so that it can be sent to somebody. */
export function Views({
  param,
  views,
  label,
  chosen: read,
  children,
}: {
  param: string;
  views: readonly View[];
  label: string;
  /** What the page read of the address; by default what stands there. */
  chosen?: string | undefined;
  children?: ReactNode;
}) {
  const [query] = useSearchParams();
  const chosen = read ?? query.get(param) ?? views[0]?.value ?? '';
  return (
    <nav className="views" aria-label={label}>
      {views.map((view) => {
        const next = new URLSearchParams(query);
        next.set(param, view.value);
        next.delete('page');
        return (
          <Link key={view.value} to={`?${next}`} aria-current={view.value === chosen ? 'true' : undefined}>
            {view.name} {view.count !== undefined && <i>{countOf(view.count)}</i>}
          </Link>
        );
      })}
      {children && <div className="r">{children}</div>}
    </nav>
  );
}

/** Breadcrumbs: set by the page, shown in the app bar and the window's title. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

const CrumbsContext = createContext<{ crumbs: readonly string[]; set: (crumbs: readonly string[]) => void }>({
  crumbs: [],
  set: () => {},
});

export function CrumbsProvider({ children }: { children: ReactNode }) {
  const [crumbs, set] = useState<readonly string[]>([]);
  const value = useMemo(() => ({ crumbs, set }), [crumbs]);
  return <CrumbsContext value={value}>{children}</CrumbsContext>;
}

/** Names the page, the room first: `useCrumbs('Consignment', 'To approve')`. */
export function useCrumbs(...crumbs: readonly string[]): void {
  const { set } = useContext(CrumbsContext);
  const path = crumbs.join('\n');
  useEffect(() => {
    const parts = path.split('\n');
    set(parts);
    document.title = `${parts.at(-1)} · Holdfast back office`;
  }, [path, set]);
}

export function Crumbs() {
  const { crumbs } = useContext(CrumbsContext);
  return (
    <div className="crumb">
      {crumbs.slice(0, -1).map((crumb) => `${crumb} / `)}
      <b>{crumbs.at(-1)}</b>
    </div>
  );
}

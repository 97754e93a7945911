import { useEffect, useRef, useState } from 'react';
import { useLeagues } from '../../catalog/leagues/useLeagues.ts';
import { useColleagues } from '../../owners/useColleagues.ts';
import { PickOne } from '../../ui/PickOne.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import type { FilterKind } from './filterKinds.ts';
import { type Offer, offersFor, offersOf } from './filterOffers.ts';
import type { ListingView } from './listingView.ts';
import { RangeFilter } from './RangeFilter.tsx';
import { RecordFilter } from './RecordFilter.tsx';

/** The filter menu: closed, open, or asking for the value of one filter. */
function useFilterMenu(view: ListingView, silent: boolean) {
  const [kind, setKind] = useState<FilterKind | null>(null);
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useShortcuts(silent ? [] : [{ keys: 'f', does: 'filter', run: () => setOpen(true) }]);
  useEffect(() => {
    if (!open) return;
    const away = (event: PointerEvent) => {
      if (place.current?.contains(event.target as Node)) return;
      setOpen(false);
      setKind(null);
    };
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, [open]);
  const leave = () => {
    setOpen(false);
    setKind(null);
    opener.current?.focus();
    opener.current?.blur();
  };
  return {
    kind,
    open,
    place,
    opener,
    toggle: () => setOpen((is) => !is),
    leave,
    ask: setKind,
    set(changes: Record<string, string | null>) {
      view.put(changes);
      leave();
    },
  };
}

/** `f`: finds a filter by name and asks for its value in the same place. */
export function AddFilter({ view, silent }: { view: ListingView; silent: boolean }) {
  const menu = useFilterMenu(view, silent);
  const { kind, open, set, leave } = menu;
  const known = { colleagues: useColleagues(open), leagues: useLeagues() };
  return (
    <div className="add-filter" ref={menu.place}>
      <button type="button" className="chip add" ref={menu.opener} aria-expanded={open} onClick={menu.toggle}>
        Add a filter <kbd>f</kbd>
      </button>
      {open && (
        <div className="floats" role="dialog" aria-label="Add a filter">
          {kind === null ? (
            <PickOne<Offer>
              label="Filter by words, or name a filter"
              placeholder="Team, section, consignor, or a filter"
              optionsFor={(typed) => offersFor(typed, known)}
              onPick={(offer) => (offer.set ? set(offer.set) : menu.ask(offer.kind ?? null))}
              onLeave={leave}
            />
          ) : kind.by === 'range' ? (
            <RangeFilter kind={kind} view={view} set={set} leave={leave} />
          ) : kind.by === 'record' ? (
            <RecordFilter kind={kind} set={set} leave={leave} />
          ) : (
            <PickOne<Offer>
              key={kind.id}
              label={kind.name}
              optionsFor={(typed) => offersOf(kind, known, typed)}
              onPick={(offer) => set(offer.set ?? {})}
              onLeave={leave}
            />
          )}
        </div>
      )}
    </div>
  );
}

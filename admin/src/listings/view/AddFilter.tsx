import type { SeasonPackage } from '@holdfast/shared/packages';
import { useEffect, useRef, useState } from 'react';
import type { RaRecord } from 'react-admin';
import { useColleagues } from '../../owners/useColleagues.ts';
import { Combo } from '../../ui/ComboField.tsx';
import { PickOne } from '../../ui/PickOne.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { startOf } from '../../ui/time.ts';
import { type Choice, type FilterKind, filterKinds, readTyped } from './filterKinds.ts';
import type { ListingView } from './listingView.ts';

interface Offer {
  id: string;
  name: string;
  aside?: string;
  kind?: FilterKind;
  set?: Record<string, string>;
}

/** `f`: finds a filter by name and asks for its value in the same place. */
export function AddFilter({ view, silent }: { view: ListingView; silent: boolean }) {
  const [kind, setKind] = useState<FilterKind | null>(null);
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const colleagues = useColleagues();
  useShortcuts(silent ? [] : [{ keys: 'f', does: 'filter', run: () => setOpen(true) }]);
  const leave = () => {
    setOpen(false);
    setKind(null);
    opener.current?.focus();
    opener.current?.blur();
  };
  const set = (changes: Record<string, string | null>) => {
    view.put(changes);
    leave();
  };
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

  const choicesOf = (of: FilterKind): readonly Choice[] =>
    of.by === 'choice'
      ? of.choices
      : of.by === 'owner'
        ? [
            { name: 'me', set: { owner: 'me' } },
            { name: 'nobody', set: { owner: 'none' } },
            ...colleagues.map(({ id, name }) => ({ name, set: { owner: id } })),
          ]
        : [];
  const offers = (typed: string): Offer[] => {
    const wanted = typed.toLowerCase();
    const kinds: Offer[] = filterKinds
      .filter(({ name }) => name.toLowerCase().includes(wanted))
      .map((each) => ({ id: each.id, name: each.name, kind: each }));
    if (typed === '') return kinds;
    const choices: Offer[] = filterKinds.flatMap((each) =>
      choicesOf(each)
        .filter(({ name }) => name.toLowerCase().startsWith(wanted))
        .map((choice) => ({
          id: `${each.id} ${choice.name}`,
          name: choice.name,
          aside: each.name,
          set: choice.set,
        })),
    );
    return [...kinds, ...choices, { id: 'q', name: `“${typed}”`, aside: 'Words', set: { q: typed } }];
  };

  return (
    <div className="add-filter" ref={place}>
      <button
        type="button"
        className="chip add"
        ref={opener}
        aria-expanded={open}
        onClick={() => setOpen((is) => !is)}
      >
        Add a filter <kbd>f</kbd>
      </button>
      {open && (
        <div className="floats" role="dialog" aria-label="Add a filter">
          {kind === null ? (
            <PickOne<Offer>
              label="Filter by words, or name a filter"
              placeholder="Team, section, consignor, or a filter"
              optionsFor={offers}
              onPick={(offer) => (offer.set ? set(offer.set) : setKind(offer.kind ?? null))}
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
              optionsFor={(typed) =>
                choicesOf(kind)
                  .filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase()))
                  .map((choice) => ({ id: choice.name, name: choice.name, set: choice.set }))
              }
              onPick={(offer) => set(offer.set ?? {})}
              onLeave={leave}
            />
          )}
        </div>
      )}
    </div>
  );
}

/** How a record reads in the list. */
const names: Record<string, { nameOf: (record: RaRecord) => string; aside?: (record: RaRecord) => string }> =
  {
    events: { nameOf: (event) => String(event.name), aside: (event) => startOf(event as never) },
    consignors: { nameOf: (consignor) => String(consignor.name) },
    packages: { nameOf: (record) => packageName(record as unknown as SeasonPackage) },
  };

/** `Wexler Family, 136 / 12`. */
export function packageName({ consignor, section, row }: SeasonPackage): string {
  return `${consignor.name}, ${section} / ${row}`;
}

function RecordFilter({
  kind,
  set,
  leave,
}: {
  kind: Extract<FilterKind, { by: 'record' }>;
  set: (changes: Record<string, string | null>) => void;
  leave: () => void;
}) {
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => field.current?.querySelector('input')?.focus(), []);
  return (
    <div
      className="fld"
      ref={field}
      onKeyDownCapture={(event) => {
        if (event.key === 'Escape') leave();
      }}
    >
      <label htmlFor="filter-record">{kind.name}</label>
      <div className="ctl">
        <Combo
          id="filter-record"
          resource={kind.resource}
          sort={kind.sort}
          {...names[kind.resource]!}
          value={null}
          onChange={(id) => id && set({ [kind.params[0]!]: id })}
        />
      </div>
    </div>
  );
}

const hints = {
  money: 'Each, before the fee, USD. One of the two is enough.',
  percent: 'In percent: 15 is 15% above its market, −15 is 15% below.',
  day: 'Days of the marketplace’s own clock, the last included.',
};

function RangeFilter({
  kind,
  view,
  set,
  leave,
}: {
  kind: Extract<FilterKind, { by: 'range' }>;
  view: ListingView;
  set: (changes: Record<string, string | null>) => void;
  leave: () => void;
}) {
  const [from, until] = kind.params as [string, string];
  const before = (param: string) => {
    const value = view.query.get(param);
    return value === null ? '' : kind.as === 'day' ? value : String(Number(value) / 100);
  };
  const [texts, setTexts] = useState({ from: before(from), until: before(until) });
  const read = { from: readTyped(kind.as, texts.from), until: readTyped(kind.as, texts.until) };
  const wrong = read.from === null || read.until === null;
  const empty = read.from === '' && read.until === '';
  return (
    <form
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        leave();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong && !empty) set({ [from]: read.from || null, [until]: read.until || null });
      }}
    >
      <b className="bold">{kind.name}</b>
      <div className="from-to">
        {(['from', 'until'] as const).map((end, at) => (
          <div className={read[end] === null ? 'fld bad' : 'fld'} key={end}>
            <label htmlFor={`filter-${end}`}>{at === 0 ? 'From' : 'To'}</label>
            <div className="ctl">
              <input
                id={`filter-${end}`}
                // biome-ignore lint/a11y/noAutofocus: it was opened to be typed into
                autoFocus={at === 0}
                type={kind.as === 'day' ? 'date' : 'text'}
                inputMode={kind.as === 'day' ? undefined : 'decimal'}
                value={texts[end]}
                aria-invalid={read[end] === null || undefined}
                onChange={(event) => setTexts({ ...texts, [end]: event.target.value })}
              />
              {kind.as === 'percent' && <span className="unit">%</span>}
            </div>
          </div>
        ))}
      </div>
      <p className="sm mut">{hints[kind.as]}</p>
      <button type="submit" className="btn p" disabled={wrong || empty}>
        Filter <kbd>Enter</kbd>
      </button>
    </form>
  );
}

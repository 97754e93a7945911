import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { countOf } from '../../ui/figures.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { type ListingView, orderWords } from './listingView.ts';
import { useListingsTabs } from './useListingsTabs.ts';

/** Views as tabs with counts. The current view can be saved under a name and shared by its URL. */
export function ListingsTabs({ view, silent }: { view: ListingView; silent: boolean }) {
  const { tabs, save, drop } = useListingsTabs(view);
  const [saving, setSaving] = useState(false);
  const chosen = tabs.find((tab) => tab.chosen);
  const isNew = chosen === undefined;
  useShortcuts(
    silent ? [] : [{ keys: 'Shift+s', does: 'save this view', run: () => setSaving(true), quiet: true }],
  );
  return (
    <div className="views-line">
      <nav className="views" aria-label={`Views of ${view.viewConfig.title}`}>
        {tabs.map((tab) => (
          <Link
            key={tab.key}
            to={`?${tab.query}`}
            title={tab.saved?.shared ? `Shared by ${tab.saved.by}` : undefined}
            aria-current={tab.chosen ? 'true' : undefined}
          >
            {tab.name} {tab.count !== undefined && <i>{countOf(tab.count)}</i>}
          </Link>
        ))}
        {isNew && (
          <button type="button" className="link" onClick={() => setSaving(true)}>
            Save this view
          </button>
        )}
        {chosen?.saved?.mine && (
          <button type="button" className="link" onClick={() => chosen.saved && drop(chosen.saved)}>
            Drop this view
          </button>
        )}
      </nav>
      <span className="order">{orderWords(view.sort)}</span>
      {saving && <SaveView save={save} leave={() => setSaving(false)} />}
    </div>
  );
}

function SaveView({
  save,
  leave,
}: {
  save: (name: string, shared: boolean) => Promise<void>;
  leave: () => void;
}) {
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <div className="floats" role="dialog" aria-label="Save this view">
      <form
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          leave();
        }}
        onSubmit={async (event) => {
          event.preventDefault();
          try {
            await save(name.trim(), shared);
            leave();
          } catch (refusal) {
            setTrouble(refusal instanceof Error ? refusal.message : 'It wasn’t saved.');
          }
        }}
      >
        <div className={trouble ? 'fld bad' : 'fld'}>
          <label htmlFor="view-name">Name of this view</label>
          <div className="ctl">
            <input
              id="view-name"
              ref={field}
              value={name}
              maxLength={40}
              onChange={(event) => setName(event.target.value)}
            />
          </div>
          {trouble && (
            <div className="err" role="alert">
              {trouble}
            </div>
          )}
        </div>
        <label className="tick">
          <input
            type="checkbox"
            className="check"
            checked={shared}
            onChange={(event) => setShared(event.target.checked)}
          />
          The others of the back office see it too
        </label>
        <p>
          <button type="submit" className="btn p" disabled={name.trim().length < 2}>
            Save the view <kbd>Enter</kbd>
          </button>{' '}
          <button type="button" className="btn t" onClick={leave}>
            Close <kbd>Esc</kbd>
          </button>
        </p>
      </form>
    </div>
  );
}

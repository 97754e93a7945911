import type { ConsignedGames } from '@holdfast/shared/packages';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newKey } from '../dataProvider/index.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { Amount, plural } from '../ui/figures.tsx';
import { isHere, PendingHint, stillRead, usePendingHint } from '../ui/pendingHint.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { consignGames } from './calls.ts';

/** Previews consigning the chosen games, and does it. */
export function ConsignPanel({
  packageId,
  isDraft,
  eventIds,
  onLeave,
  onDone,
}: {
  packageId: string;
  isDraft: boolean;
  eventIds: readonly string[];
  onLeave: () => void;
  onDone: (made: ConsignedGames) => void;
}) {
  const chosen = [...eventIds].sort();
  const preview = useQuery({
    queryKey: ['packages', packageId, 'preview', chosen],
    queryFn: () => consignGames(packageId, { eventIds: chosen, mode: 'possible', preview: true }),
    gcTime: 0,
  });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const key = useRef({ content: '', key: '' });
  const would = preview.data;
  const why = pendingReason();
  const pendingHint = usePendingHint(why, isHere('Ctrl Enter'), chosen.join());

  function pendingReason(): string | null {
    if (busy) return 'It is being done.';
    if (isDraft) return 'Confirm the package first.';
    if (would === undefined)
      return preview.isFetching ? stillRead('Ctrl Enter') : 'Without a preview nothing is done.';
    return would.listings > 0 ? null : 'None of these games can be consigned. Why stands above.';
  }

  async function consign() {
    if (!would) return;
    // Does what was previewed: all games when none is refused, else those that can be consigned.
    const body = {
      eventIds: would.games.flatMap(({ ok, eventId }) => (ok ? [eventId] : [])),
      mode: 'all' as const,
    };
    const content = JSON.stringify(body);
    if (key.current.content !== content) key.current = { content, key: newKey() };
    setBusy(true);
    setProblem(null);
    try {
      onDone(await consignGames(packageId, body, key.current.key));
    } catch (refusal) {
      setProblem(refusal instanceof Error ? refusal.message : 'That didn’t work. Nothing was done.');
      preview.refetch();
    } finally {
      setBusy(false);
    }
  }
  useShortcuts([
    { keys: 'Ctrl+Enter', does: 'consign them', run: () => pendingHint.tryTo(consign), inFields: true },
    { keys: 'Escape', does: 'leave', run: onLeave, inFields: true },
  ]);
  return (
    <SidePanel
      title={`Consign ${plural(eventIds.length, 'game')}`}
      about="Nothing has happened yet. This is what would."
      takesFocus
      foot={
        <>
          <PendingHint said={pendingHint.said} />
          <button type="button" className="btn p" disabled={why !== null} onClick={consign}>
            Consign {would ? plural(would.listings, 'game') : 'them'} <kbd>Ctrl Enter</kbd>
          </button>
          <button type="button" className="btn t" onClick={onLeave}>
            Close <kbd>Esc</kbd>
          </button>
        </>
      }
    >
      {preview.error && (
        <ErrorMessage what="The preview couldn’t be made." error={preview.error} retry={preview.refetch} />
      )}
      {would && <Would would={would} />}
      {isDraft && (
        <p className="note warn">This package is a draft. Confirm it before its games are consigned.</p>
      )}
      {problem && (
        <p className="note danger" role="alert">
          {problem}
        </p>
      )}
    </SidePanel>
  );
}

function Would({ would }: { would: ConsignedGames }) {
  const { worth, currency } = would;
  const left = would.games.filter(({ ok }) => !ok);
  return (
    <>
      <h3 className="ruled">What happens</h3>
      <dl className="kv">
        <dt>
          <Mark shape="waiting" tone="warn">
            Wait for approval
          </Mark>
        </dt>
        <dd>
          {plural(would.listings, 'listing')}, with {plural(would.tickets, 'ticket')}
        </dd>
        {left.length > 0 && (
          <>
            <dt>
              <Mark shape="cross" tone="danger">
                Left out
              </Mark>
            </dt>
            <dd>{left.length}</dd>
          </>
        )}
      </dl>
      {left.map((game) => (
        <p key={game.eventId} className="note danger">
          <b className="bold">{game.name}.</b> {game.message}
        </p>
      ))}
      <h3 className="ruled">What it is worth if all sell, {currency}</h3>
      <dl className="kv">
        <dt>Consignor gets</dt>
        <dd>
          <Amount minor={worth.proceeds} currency={currency} />
        </dd>
        <dt>Commission</dt>
        <dd>
          <Amount minor={worth.commission} currency={currency} />
        </dd>
        <dt className="tot">Price</dt>
        <dd className="tot">
          <Amount minor={worth.price} currency={currency} />
        </dd>
        <dt>Fans pay, all-in</dt>
        <dd>
          <Amount minor={worth.allIn} currency={currency} />
        </dd>
      </dl>
      <h3 className="ruled">By game, {currency} each</h3>
      <dl className="kv">
        {would.games
          .filter(({ ok }) => ok)
          .flatMap(({ eventId, name, priceAmount }) => [
            <dt key={`${eventId} name`}>{name}</dt>,
            <dd key={eventId}>
              <Amount minor={priceAmount ?? 0} currency={currency} />
            </dd>,
          ])}
      </dl>
      <h3 className="ruled">Who hears of it</h3>
      <p className="mut">Nobody yet: staff approves first.</p>
    </>
  );
}

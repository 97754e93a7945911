/** The calendar of a package: the game under the cursor, the chosen ones, the panel, and the keys. */
import type { ConsignedGames, PackageCalendar, PackageGame } from '@holdfast/shared/packages';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { confirmPackage } from './calls.ts';
import { canBeChosen } from './gameMarks.tsx';
import { monthsOf } from './months.ts';
import type { PanelName } from './PackagePanel.tsx';

export type Calendar = ReturnType<typeof useCalendar>;

export function useCalendar(data: PackageCalendar) {
  const { package: found, games } = data;
  const shown = usePanel();
  const { leave, forget } = shown;
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [cursor, setCursor] = useState<string | null>(null);
  const confirming = useMutation({
    mutationFn: () => confirmPackage(found.id),
    onSettled: () => queries.invalidateQueries({ queryKey: ['packages'] }),
  });
  const free = games.filter(canBeChosen);
  // Games consigned meanwhile leave the selection.
  const still = free.flatMap(({ eventId }) => (chosen.has(eventId) ? [eventId] : []));
  const isEnded = found.state === 'ended';

  function toggle(game: PackageGame) {
    forget();
    if (!canBeChosen(game) || isEnded) return;
    const next = new Set(still);
    if (!next.delete(game.eventId)) next.add(game.eventId);
    setChosen(next);
    if (next.size === 0) leave();
  }
  function move(by: 1 | -1) {
    const from = games.findIndex(({ eventId }) => eventId === cursor);
    const ahead = games.findIndex(({ state }) => state !== 'past');
    const to = from < 0 ? Math.max(0, ahead) : Math.max(0, Math.min(games.length - 1, from + by));
    const game = games[to];
    if (!game) return;
    setCursor(game.eventId);
    document.getElementById(`game-${game.eventId}`)?.focus();
  }
  const calendar = {
    data,
    months: useMemo(() => monthsOf(games), [games]),
    free,
    still,
    cursor,
    atCursor: games.find(({ eventId }) => eventId === cursor) ?? null,
    isEnded,
    panel: shown.panel === 'consign' && still.length === 0 ? 'facts' : shown.panel,
    outcome: shown.outcome,
    made: shown.made,
    problem: confirming.error?.message ?? null,
    confirm: () => confirming.mutate(),
    toggle,
    move,
    pick(game: PackageGame) {
      setCursor(game.eventId);
      toggle(game);
    },
    chooseAll() {
      setChosen(new Set(still.length === free.length ? [] : free.map(({ eventId }) => eventId)));
      forget();
    },
    chooseNone: () => setChosen(new Set()),
    preview: () => still.length > 0 && shown.show('consign'),
    leave,
    open: shown.open,
    changed: shown.changed,
    consigned(answer: ConsignedGames) {
      shown.consigned(answer);
      setChosen(new Set());
      queries.invalidateQueries();
    },
  };
  useCalendarKeys(calendar);
  return calendar;
}

/** The panel beside the calendar, and what was done last. */
function usePanel() {
  const [panel, show] = useState<PanelName>('facts');
  const [outcome, setOutcome] = useState<string | null>(null);
  const [made, setMade] = useState<ConsignedGames | null>(null);
  const leave = () => show('facts');
  const forget = () => {
    setMade(null);
    setOutcome(null);
  };
  return {
    panel,
    show,
    outcome,
    made,
    leave,
    forget,
    open(name: PanelName) {
      show(name);
      forget();
    },
    changed(words: string) {
      leave();
      setOutcome(words);
    },
    consigned(answer: ConsignedGames) {
      setMade(answer);
      leave();
    },
  };
}

type KeysOf = Pick<
  Calendar,
  'move' | 'atCursor' | 'toggle' | 'free' | 'still' | 'isEnded' | 'chooseAll' | 'preview' | 'open'
>;

function useCalendarKeys({
  move,
  atCursor,
  toggle,
  free,
  still,
  isEnded,
  chooseAll,
  preview,
  open,
}: KeysOf): void {
  const navigate = useNavigate();
  const listing = atCursor?.listing;
  useShortcuts([
    { keys: 'j', also: ['ArrowDown', 'ArrowRight'], does: 'next game', run: () => move(1) },
    { keys: 'k', also: ['ArrowUp', 'ArrowLeft'], does: 'game before', run: () => move(-1) },
    ...(atCursor && canBeChosen(atCursor)
      ? [{ keys: 'x', does: 'choose', run: () => toggle(atCursor) }]
      : []),
    ...(free.length > 0 && !isEnded ? [{ keys: 'Ctrl+a', does: 'all that are free', run: chooseAll }] : []),
    ...(still.length > 0 ? [{ keys: 'c', does: 'consign', run: preview }] : []),
    ...(isEnded
      ? []
      : [
          { keys: 't', does: 'change the terms', run: () => open('terms') },
          { keys: 'e', does: 'end this package', run: () => open('end') },
        ]),
    { keys: 'w', does: 'days of the season', run: () => open('season') },
    ...(listing
      ? [{ keys: 'o', does: 'open its listing', run: () => navigate(`/listings/${listing.id}/show`) }]
      : []),
  ]);
}

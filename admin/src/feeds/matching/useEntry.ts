import type { WaitingDetail, WaitingEvent } from '@holdfast/shared/feeds';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { type EntryAction, readEntry } from '../calls.ts';
import { actionOf, type Choice, verbOf } from './choice.ts';
import { useAssign } from './useAssign.ts';
import { useDecide } from './useDecide.ts';

/** An entry beside its candidates: what is chosen, what confirming would do, who looks after it, and the keys. */
export function useEntry(
  entry: WaitingEvent,
  to: {
    onDone: (entry: WaitingEvent, eventId: string | null, action: EntryAction['action']) => void;
    onOwner: (entry: WaitingEvent) => void;
    close: () => void;
    /** Leads to the search for another event. */
    another: () => void;
  },
) {
  const { data, error, refetch } = useQuery({
    queryKey: ['matching', 'entry', entry.id],
    queryFn: () => readEntry(entry.id),
    select: freeFirst,
  });
  const [choice, setChoice] = useState<Choice | null>(null);
  const { busy, problem, decide } = useDecide(entry.id, (eventId, action) =>
    to.onDone(entry, eventId, action),
  );
  const assigning = useAssign(entry.id, to.onOwner);
  const action = data && !busy ? actionOf(data, choice) : null;
  const choose = (at: number) => {
    const candidate = data?.candidates[at];
    if (candidate && !candidate.taken)
      setChoice({ what: 'link', eventId: candidate.eventId, name: oursOf(candidate), takeStart: false });
  };
  const act = () => action && decide(action);
  const reopen = () => decide({ action: 'reopen' });
  const isIgnored = entry.ignored !== null;
  useShortcuts([
    ...(isIgnored
      ? [{ keys: 'r', does: 'put it back', run: reopen }]
      : choosingKeys(data, { choose, setChoice, another: to.another })),
    ...(choice
      ? [{ keys: 'Ctrl+Enter', does: verbOf[choice.what].toLowerCase(), run: act, inFields: true }]
      : []),
    {
      keys: 'Escape',
      does: choice ? 'leave the choice' : 'close it',
      run: () => (choice ? setChoice(null) : to.close()),
      inFields: true,
      quiet: true,
    },
  ]);
  return {
    data,
    error,
    refetch,
    choice,
    setChoice,
    choose,
    action,
    act,
    reopen,
    busy,
    problem: problem ?? assigning.problem,
    assigning,
  };
}

/** Candidates are chosen by their number. */
const freeFirst = (entry: WaitingDetail): WaitingDetail => ({
  ...entry,
  candidates: [...entry.candidates].sort((a, b) => Number(a.taken) - Number(b.taken)),
});

const oursOf = ({ name, comparisons }: WaitingDetail['candidates'][number]) =>
  [name, comparisons.find(({ what }) => what === 'start')?.ours].filter(Boolean).join(', ');

/** Creating and ignoring can be chosen before the candidates have loaded. */
function choosingKeys(
  entry: WaitingDetail | undefined,
  to: { choose: (at: number) => void; setChoice: (choice: Choice) => void; another: () => void },
) {
  return [
    ...(entry?.candidates ?? []).map((candidate, at) => ({
      keys: String(at + 1),
      does: `it is ${candidate.name}`,
      run: () => to.choose(at),
      quiet: at > 0 || candidate.taken,
    })),
    { keys: 'm', does: 'another event of ours', run: to.another },
    { keys: 'n', does: 'make an event of it', run: () => to.setChoice({ what: 'create', drafts: {} }) },
    { keys: 'x', does: 'ignore it', run: () => to.setChoice({ what: 'ignore', reason: '' }) },
  ];
}

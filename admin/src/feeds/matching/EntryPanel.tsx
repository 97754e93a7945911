import { feedNames, type WaitingDetail, type WaitingEvent } from '@holdfast/shared/feeds';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ChooseEvent } from '../../events/index.ts';
import { OwnerLine } from '../../owners/index.ts';
import { ErrorMessage } from '../../ui/ErrorMessage.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { ageOf, startOf, workTime } from '../../ui/time.ts';
import { type EntryAction, readEntry } from '../calls.ts';
import { CandidateList } from './CandidateList.tsx';
import { ChoiceFoot } from './ChoiceFoot.tsx';
import { actionOf, type Choice, verbOf } from './choice.ts';
import { FeedEventFacts } from './FeedEventFacts.tsx';
import { useAssign } from './useAssign.ts';
import { useDecide } from './useDecide.ts';

/** One entry beside its candidate events. A choice is previewed; Ctrl Enter confirms it. */
export function EntryPanel({
  entry,
  onDone,
  onOwner,
  close,
}: {
  entry: WaitingEvent;
  onOwner: (entry: WaitingEvent) => void;
  onDone: (entry: WaitingEvent, eventId: string | null, action: EntryAction['action']) => void;
  close: () => void;
}) {
  const { data, error, refetch } = useQuery({
    queryKey: ['matching', 'entry', entry.id],
    queryFn: () => readEntry(entry.id),
    select: freeFirst,
  });
  const [choice, setChoice] = useState<Choice | null>(null);
  const another = useRef<HTMLDivElement>(null);
  const { busy, problem, decide } = useDecide(entry.id, (eventId, action) => onDone(entry, eventId, action));
  const assigning = useAssign(entry.id, onOwner);
  const feedName = feedNames[entry.feed];
  const action = data && !busy ? actionOf(data, choice) : null;
  const choose = (at: number) => {
    const candidate = data?.candidates[at];
    if (candidate && !candidate.taken)
      setChoice({ what: 'link', eventId: candidate.eventId, name: oursOf(candidate), takeStart: false });
  };
  const act = () => action && decide(action);
  const isIgnored = entry.ignored !== null;
  useShortcuts([
    ...(!isIgnored ? choosingKeys(data, { choose, setChoice, another: () => focusIn(another.current) }) : []),
    ...(isIgnored ? [{ keys: 'r', does: 'put it back', run: () => decide({ action: 'reopen' }) }] : []),
    ...(choice
      ? [{ keys: 'Ctrl+Enter', does: verbOf[choice.what].toLowerCase(), run: act, inFields: true }]
      : []),
    {
      keys: 'Escape',
      does: choice ? 'leave the choice' : 'close it',
      run: () => (choice ? setChoice(null) : close()),
      inFields: true,
      quiet: true,
    },
  ]);
  return (
    <SidePanel
      title={entry.facts.name}
      about={isIgnored ? undefined : `Waits ${ageOf(Date.now() - Date.parse(entry.since))}. ${entry.why}`}
      foot={
        <ChoiceFoot
          entry={data}
          choice={choice}
          setChoice={setChoice}
          problem={problem ?? assigning.problem}
          may={action !== null}
          act={act}
          busy={busy}
          reopen={isIgnored ? () => decide({ action: 'reopen' }) : null}
          close={close}
        />
      }
    >
      {entry.ignored && (
        <p className="note">
          Ignored by {entry.ignored.by}, {workTime(entry.ignored.at)}: {entry.ignored.reason}
        </p>
      )}
      {!isIgnored && <OwnerLine owner={entry.owner} busy={assigning.busy} assign={assigning.assign} />}
      <h3 className="sub">What {feedName} says</h3>
      <FeedEventFacts facts={entry.facts} />
      {error && !data ? (
        <ErrorMessage what="What it could be couldn’t be loaded." error={error} retry={refetch} />
      ) : (
        data &&
        !isIgnored && (
          <>
            <h3 className="sub">Events of ours that it could be</h3>
            <CandidateList
              candidates={data.candidates}
              feedName={feedName}
              chosen={choice?.what === 'link' ? choice.eventId : null}
              choose={(candidate) => choose(data.candidates.indexOf(candidate))}
            />
            <ChooseEvent
              id="another-event"
              title="Or another one"
              label="Event of ours that it is"
              verb="Choose this event"
              field={another}
              choose={(event) =>
                setChoice({
                  what: 'link',
                  eventId: event.id,
                  name: `${event.name}, ${startOf(event)}`,
                  takeStart: false,
                })
              }
            />
          </>
        )
      )}
    </SidePanel>
  );
}

/** Candidates are chosen by their number. */
const freeFirst = (entry: WaitingDetail): WaitingDetail => ({
  ...entry,
  candidates: [...entry.candidates].sort((a, b) => Number(a.taken) - Number(b.taken)),
});

const focusIn = (place: HTMLElement | null) => place?.querySelector('input')?.focus();

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
    { keys: 'n', does: 'make an event of it', run: () => to.setChoice({ what: 'create' }) },
    { keys: 'x', does: 'ignore it', run: () => to.setChoice({ what: 'ignore', reason: '' }) },
  ];
}

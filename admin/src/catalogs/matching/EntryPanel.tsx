import { catalogueNames, type WaitingDetail, type WaitingEvent } from '@holdfast/shared/catalogs';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ChooseEvent } from '../../events/index.ts';
import { OwnerLine } from '../../owners/index.ts';
import { useKeys } from '../../ui/keys.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { ageOf, startOf, workTime } from '../../ui/time.ts';
import { type EntryDeed, readEntry } from '../calls.ts';
import { CandidateList } from './CandidateList.tsx';
import { ChoiceFoot } from './ChoiceFoot.tsx';
import { type Choice, deedOf, verbOf } from './choice.ts';
import { SaidFacts } from './SaidFacts.tsx';
import { useAssign } from './useAssign.ts';
import { useDecide } from './useDecide.ts';

/** One entry beside the events of ours that it could be: what is chosen is shown first, and Ctrl Enter does it. */
export function EntryPanel({
  entry,
  onDone,
  onOwner,
  close,
}: {
  entry: WaitingEvent;
  onOwner: (entry: WaitingEvent) => void;
  onDone: (entry: WaitingEvent, eventId: string | null, deed: EntryDeed['deed']) => void;
  close: () => void;
}) {
  const { data, error, refetch } = useQuery({
    queryKey: ['matching', 'entry', entry.id],
    queryFn: () => readEntry(entry.id),
    select: freeFirst,
  });
  const [choice, setChoice] = useState<Choice | null>(null);
  const another = useRef<HTMLDivElement>(null);
  const { busy, problem, decide } = useDecide(entry.id, (eventId, deed) => onDone(entry, eventId, deed));
  const assigning = useAssign(entry.id, onOwner);
  const house = catalogueNames[entry.catalogue];
  const deed = data && !busy ? deedOf(data, choice) : null;
  const choose = (at: number) => {
    const candidate = data?.candidates[at];
    if (candidate && !candidate.taken)
      setChoice({ what: 'link', eventId: candidate.eventId, name: oursOf(candidate), takeStart: false });
  };
  const act = () => deed && decide(deed);
  const isIgnored = entry.ignored !== null;
  useKeys([
    ...(!isIgnored ? choosingKeys(data, { choose, setChoice, another: () => focusIn(another.current) }) : []),
    ...(isIgnored ? [{ keys: 'r', does: 'put it back', run: () => decide({ deed: 'reopen' }) }] : []),
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
      title={entry.said.name}
      about={isIgnored ? undefined : `Waits ${ageOf(Date.now() - Date.parse(entry.since))}. ${entry.why}`}
      foot={
        <ChoiceFoot
          entry={data}
          choice={choice}
          setChoice={setChoice}
          problem={problem ?? assigning.problem}
          may={deed !== null}
          act={act}
          busy={busy}
          reopen={isIgnored ? () => decide({ deed: 'reopen' }) : null}
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
      <h3 className="sub">What {house} says</h3>
      <SaidFacts said={entry.said} />
      {error && !data ? (
        <Trouble what="What it could be couldn’t be loaded." error={error} retry={refetch} />
      ) : (
        data &&
        !isIgnored && (
          <>
            <h3 className="sub">Events of ours that it could be</h3>
            <CandidateList
              candidates={data.candidates}
              house={house}
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

/** What can be chosen has the first numbers. */
const freeFirst = (entry: WaitingDetail): WaitingDetail => ({
  ...entry,
  candidates: [...entry.candidates].sort((a, b) => Number(a.taken) - Number(b.taken)),
});

const focusIn = (place: HTMLElement | null) => place?.querySelector('input')?.focus();

const oursOf = ({ name, comparisons }: WaitingDetail['candidates'][number]) =>
  [name, comparisons.find(({ what }) => what === 'start')?.ours].filter(Boolean).join(', ');

/** Making and ignoring can be chosen before the candidates are here; the preview follows. */
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

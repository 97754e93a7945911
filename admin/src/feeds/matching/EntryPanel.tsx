import { feedNames, type WaitingDetail, type WaitingEvent } from '@holdfast/shared/feeds';
import { type RefObject, useRef } from 'react';
import { ChooseEvent } from '../../events/ChooseEvent.tsx';
import { OwnerLine } from '../../owners/index.ts';
import { ErrorMessage } from '../../ui/ErrorMessage.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { ageOf, startOf, workTime } from '../../ui/time.ts';
import type { EntryAction } from '../calls.ts';
import { Questions } from '../questions/index.ts';
import { CandidateList } from './CandidateList.tsx';
import { ChoiceFoot } from './ChoiceFoot.tsx';
import { FeedEventFacts } from './FeedEventFacts.tsx';
import { useEntry } from './useEntry.ts';

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
  const another = useRef<HTMLDivElement>(null);
  const entered = useEntry(entry, { onDone, onOwner, close, another: () => focusIn(another.current) });
  const { data, error, refetch, choice, setChoice, choose, action, act, reopen, busy, problem, assigning } =
    entered;
  const isIgnored = entry.ignored !== null;
  return (
    <SidePanel
      title={entry.facts.name}
      about={isIgnored ? undefined : `Waits ${ageOf(Date.now() - Date.parse(entry.since))}. ${entry.why}`}
      foot={
        <ChoiceFoot
          entry={data}
          choice={choice}
          setChoice={setChoice}
          problem={problem}
          may={action !== null}
          act={act}
          busy={busy}
          reopen={isIgnored ? reopen : null}
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
      <h3 className="sub">What {feedNames[entry.feed]} says</h3>
      <FeedEventFacts facts={entry.facts} />
      {data && choice?.what === 'create' && (
        <Questions
          questions={data.questions}
          feed={data.feed}
          drafts={choice.drafts}
          change={(drafts) => setChoice({ what: 'create', drafts })}
        />
      )}
      {error && !data ? (
        <ErrorMessage what="What it could be couldn’t be loaded." error={error} retry={refetch} />
      ) : (
        data &&
        !isIgnored &&
        choice?.what !== 'create' && (
          <Candidates entry={data} choice={choice} choose={choose} setChoice={setChoice} another={another} />
        )
      )}
    </SidePanel>
  );
}

/** Events of ours to choose from, and a search for another one. */
function Candidates({
  entry: { feed, candidates },
  choice,
  choose,
  setChoice,
  another,
}: {
  entry: WaitingDetail;
  another: RefObject<HTMLDivElement | null>;
} & Pick<ReturnType<typeof useEntry>, 'choice' | 'choose' | 'setChoice'>) {
  return (
    <>
      <h3 className="sub">Events of ours that it could be</h3>
      <CandidateList
        candidates={candidates}
        feedName={feedNames[feed]}
        chosen={choice?.what === 'link' ? choice.eventId : null}
        choose={(candidate) => choose(candidates.indexOf(candidate))}
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
  );
}

const focusIn = (place: HTMLElement | null) => place?.querySelector('input')?.focus();

/** Decides alike everything that the filters show: entry by entry on the server, with a report of what was refused. */
import { type BulkDecided, mostDecided, type WaitingEvent } from '@holdfast/shared/feeds';
import { isReason } from '@holdfast/shared/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useGetList } from 'react-admin';
import { ErrorMessage } from '../../ui/ErrorMessage.tsx';
import { plural } from '../../ui/figures.tsx';
import { useSubmissionKey } from '../../ui/forms/useSubmissionKey.ts';
import { ReasonField } from '../../ui/ReasonField.tsx';
import { askMany, decideMany } from '../calls.ts';
import { answersOf, type Drafts, openOf, Questions } from '../questions/index.ts';

export function BulkDecision({
  filter,
  onDone,
  close,
}: {
  filter: Record<string, unknown>;
  onDone: () => void;
  close: () => void;
}) {
  const id = useId();
  const [action, setAction] = useState<'create' | 'ignore'>('ignore');
  const [reason, setReason] = useState('');
  const [drafts, setDrafts] = useState<Drafts>({});
  const queries = useQueryClient();
  const { keyFor } = useSubmissionKey();
  const {
    data = [],
    total = 0,
    isPending: isReading,
  } = useGetList<WaitingEvent>('eventsToMatch', {
    filter,
    pagination: { page: 1, perPage: mostDecided },
    sort: { field: 'since', order: 'ASC' },
  });
  const ids = data.map((entry) => entry.id);
  const asked = useQuery({
    queryKey: ['matching', 'questions', ids],
    queryFn: () => askMany(ids),
    enabled: action === 'create' && ids.length > 0,
  });
  const questions = asked.data?.questions ?? [];
  const open = openOf(questions, drafts).length;
  const act = useMutation({
    mutationFn: () => {
      const body = {
        ids,
        action,
        ...(action === 'ignore' ? { reason } : { answers: answersOf(questions, drafts) }),
      };
      return decideMany(body, keyFor(body));
    },
    onSuccess: onDone,
    onSettled: () => queries.invalidateQueries(),
  });
  if (act.data) return <Report decided={act.data} action={action} close={close} />;
  const count = data.length;
  const may = count > 0 && !act.isPending && (action === 'create' ? asked.isSuccess : isReason(reason));
  return (
    <section className="note page-note" aria-label="Decide all that is shown">
      <p>
        {isReading
          ? 'Reading what is shown…'
          : `${plural(count, 'entry', 'entries')} that the filters show${total > count ? `, the oldest of ${total}` : ''}.`}
      </p>
      <fieldset className="plain-set">
        <legend className="sr">What becomes of them</legend>
        {(['ignore', 'create'] as const).map((each) => (
          <label key={each} className="check-line">
            <input
              type="radio"
              name={id}
              checked={action === each}
              onChange={() => {
                act.reset();
                setAction(each);
              }}
            />
            <span>
              {each === 'ignore'
                ? 'Ignore them: later runs pass them over'
                : 'Make an event of each, with venues, teams and leagues that are new'}
            </span>
          </label>
        ))}
      </fieldset>
      {action === 'ignore' && <ReasonField id={`${id}reason`} value={reason} onChange={setReason} />}
      {action === 'create' && asked.error && (
        <ErrorMessage
          what="What is to be answered couldn’t be loaded."
          error={asked.error}
          retry={() => void asked.refetch()}
        />
      )}
      {action === 'create' && (
        <Questions questions={questions} feed={null} drafts={drafts} change={setDrafts} />
      )}
      {action === 'create' && asked.data && (open > 0 || asked.data.undated > 0) && (
        <p role="status">{waitingText(open, asked.data.undated)}</p>
      )}
      {act.error && (
        <p className="note danger" role="alert">
          {act.error.message}
        </p>
      )}
      <p>
        <button type="button" className="btn p" disabled={!may} onClick={() => act.mutate()}>
          {action === 'ignore'
            ? `Ignore ${plural(count, 'entry', 'entries')}`
            : `Make ${plural(count, 'event')}`}
        </button>{' '}
        <button type="button" className="btn t" onClick={close}>
          Leave them waiting
        </button>
      </p>
    </section>
  );
}

/** Which entries would go on waiting. */
function waitingText(open: number, undated: number): string {
  const parts = [
    open > 0 &&
      `${plural(open, 'question is', 'questions are')} open: what asks ${open === 1 ? 'it' : 'them'} goes on waiting.`,
    undated > 0 && `The day of ${plural(undated, 'entry', 'entries')} isn’t known yet: no event is made.`,
  ];
  return parts.filter(Boolean).join(' ');
}

function Report({
  decided: { done, refused },
  action,
  close,
}: {
  decided: BulkDecided;
  action: 'create' | 'ignore';
  close: () => void;
}) {
  return (
    <section className="note page-note" aria-label="What became of them">
      <p role="status">
        {action === 'ignore'
          ? `${plural(done, 'entry is', 'entries are')} ignored`
          : `${plural(done, 'event is', 'events are')} made`}
        {refused.length > 0 && `; ${plural(refused.length, 'entry waits', 'entries wait')} on`}.
      </p>
      {refused.length > 0 && (
        <ul className="plain">
          {refused.map(({ id, name, message }) => (
            <li key={id}>
              <b>{name}</b>: {message}
            </li>
          ))}
        </ul>
      )}
      <button type="button" className="btn" onClick={close}>
        Close
      </button>
    </section>
  );
}

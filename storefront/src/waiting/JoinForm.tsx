import type { CatalogEvent } from '@holdfast/shared/catalog';
import { lineRules, lineText, type WaitingEntryShown } from '@holdfast/shared/waitingLists';
import { useCallback, useState } from 'react';
import { DemoOutbox } from '../accounts/DemoOutbox.tsx';
import { sessionStore } from '../accounts/visitor.ts';
import { Field } from '../ui/Field.tsx';
import { NotLoaded } from '../ui/NotLoaded.tsx';
import { SubmissionForm } from '../ui/SubmissionForm.tsx';
import { counted } from '../ui/text.ts';
import { useRead } from '../ui/useRead.ts';
import { useSubmission } from '../ui/useSubmission.ts';
import { readWish, WishFields } from './WishFields.tsx';
import { waitingApi } from './waitingApi.ts';

/** Most look for two. */
const usualSize = 2;

/** Joins the waiting list of an event. */
export function JoinForm({ event }: { event: CatalogEvent }) {
  const person = sessionStore.use()?.person ?? null;
  const { value: list, hasFailed, again } = useRead(useCallback(() => waitingApi.list(event.id), [event.id]));
  const [joined, setJoined] = useState<{ email: string; entry: WaitingEntryShown | null } | null>(null);
  const submission = useSubmission(
    async (given) => {
      const email = person?.email ?? given('email').trim();
      const wish = readWish(given, event.currency);
      const { entry } = await waitingApi.join(event.id, { ...wish, ...(person ? {} : { email }) });
      setJoined({ email, entry });
    },
    { too_many_requests: 'You asked for many places in a short time. Try again in an hour.' },
  );
  if (joined) return <Joined {...joined} />;
  if (hasFailed) return <NotLoaded what="The waiting list" again={again} />;
  if (!list) return <p className="muted">One moment…</p>;
  if (!list.isOpen) return <p>The waiting list of this event is closed for now. Look again later.</p>;
  return (
    <SubmissionForm
      submission={submission}
      label="Join the waiting list"
      button="Join the list"
      busy="Joining…"
    >
      <p className="muted">
        {list.waiting === 0
          ? 'Nobody is in line yet.'
          : `${counted(list.waiting, 'fan is', 'fans are')} in line.`}
      </p>
      <WishFields
        wish={{ size: Math.min(usualSize, event.maxPerType), limitAmount: null }}
        most={event.maxPerType}
        currency={event.currency}
        errors={submission.errors}
      />
      {person ? (
        <p className="muted">Offers go to {person.email}.</p>
      ) : (
        <Field
          label="Email"
          name="email"
          type="email"
          autoComplete="email"
          hint="Offers go there. We use it for this list alone, and each email lets you leave."
          error={submission.errors.email}
        />
      )}
      <details className="waits-more">
        <summary>How the line works</summary>
        <ul className="plain-list">
          {lineRules(list.windowMinutes).map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </details>
    </SubmissionForm>
  );
}

function Joined({ email, entry }: { email: string; entry: WaitingEntryShown | null }) {
  if (entry === null)
    return (
      <div role="status">
        <p>
          <b>Look into your mailbox.</b> We emailed a link to {email}. Your place in line counts from when you
          confirm it; if you wait already, the email says how you stand.
        </p>
        <DemoOutbox />
      </div>
    );
  return (
    <div role="status">
      <p>
        <b>
          {entry.place === null ? 'You are on the list' : `You are ${lineText(entry.place, entry.size)}`}.
        </b>{' '}
        We email you as soon as tickets are held for you.
      </p>
      <p className="acts">
        <a className="btn btn-line" href={`/waiting#${entry.token}`}>
          Your place in line
        </a>
      </p>
    </div>
  );
}

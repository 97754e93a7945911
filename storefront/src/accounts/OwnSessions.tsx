import type { OwnSession } from '@holdfast/shared/accounts';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { NotLoaded } from '../ui/NotLoaded.tsx';
import { useRead } from '../ui/useRead.ts';

/** Sessions of the visitor; null: not loaded yet. */
function useSessions() {
  const { value: sessions, set: setSessions, hasFailed, again } = useRead(api.sessions);
  const [said, setSaid] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const act = async (done: string, work: () => Promise<OwnSession[]>) => {
    setBusy(true);
    try {
      setSessions(await work());
      setSaid(done);
    } catch {
      setSaid('That didn’t work. Nothing was changed; try again.');
    } finally {
      setBusy(false);
    }
  };
  return {
    sessions,
    hasFailed,
    again,
    said,
    isBusy,
    endOne: ({ id }: OwnSession) =>
      act('That browser is signed out.', async () => {
        await api.endSession(id);
        return api.sessions();
      }),
    endOthers: () => act('Every other browser is signed out.', api.endOtherSessions),
  };
}

const dayText = (instant: string) =>
  new Date(instant).toLocaleDateString('en-US', { month: 'short', day: 'numeric', year: 'numeric' });

/** Where the visitor is signed in, and signing those browsers out. */
export function OwnSessions() {
  const { sessions, hasFailed, again, said, isBusy, endOne, endOthers } = useSessions();
  const others = sessions?.filter(({ current }) => !current) ?? [];
  return (
    <section
      className="form"
      aria-label="Where you are signed in"
      aria-busy={sessions === null && !hasFailed}
    >
      <h2>Where you are signed in</h2>
      {hasFailed && <NotLoaded what="Your browsers" again={again} />}
      <p role="status">{said}</p>
      <ul className="order-list">
        {sessions?.map((session) => (
          <li key={session.id} className="session">
            <span>
              <b>{session.agent ?? 'A browser'}</b>
              <span className="muted small">
                {session.current ? 'This browser' : `Last used ${dayText(session.lastUsedAt)}`}, signed in{' '}
                {dayText(session.createdAt)}
              </span>
            </span>
            {!session.current && (
              <button
                type="button"
                className="btn btn-line"
                aria-label={`Sign out ${session.agent ?? 'that browser'}`}
                aria-disabled={isBusy || undefined}
                onClick={() => void endOne(session)}
              >
                Sign out
              </button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <button
          type="button"
          className="btn btn-line"
          aria-disabled={isBusy || undefined}
          onClick={() => void endOthers()}
        >
          Sign out everywhere else
        </button>
      )}
      {sessions !== null && others.length === 0 && <p className="muted">You are signed in nowhere else.</p>}
    </section>
  );
}

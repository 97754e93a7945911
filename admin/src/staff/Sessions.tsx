import type { OpenSession, StaffMemberShown } from '@holdfast/shared/accounts';
import { DataTable, ListContextProvider, useList } from 'react-admin';
import { workTime } from '../ui/time.ts';
import { useRowAction } from '../ui/useRowAction.ts';

/** The browsers in which somebody is signed in. */
export function Sessions({ record: { id, name, openSessions } }: { record: StaffMemberShown }) {
  const list = useList({ data: openSessions });
  const everywhere = useRowAction({
    path: `/admin/staff/${id}/sessions`,
    method: 'DELETE',
    done: `${name} is signed out everywhere.`,
    content: openSessions.map((each) => each.id),
  });
  return (
    <section className="sec">
      <h2>
        Sessions <small>each is a browser that is signed in</small>
      </h2>
      {openSessions.length === 0 ? (
        <p className="mut">Signed in nowhere.</p>
      ) : (
        <>
          <ListContextProvider value={list}>
            <DataTable<OpenSession> aria-label="Sessions" rowClick={false}>
              <DataTable.Col<OpenSession>
                label="Signed in"
                disableSort
                render={({ createdAt }) => workTime(createdAt)}
              />
              <DataTable.Col<OpenSession>
                label="Ends by itself"
                disableSort
                render={({ expiresAt }) => workTime(expiresAt)}
              />
              <DataTable.Col<OpenSession>
                label="Act"
                disableSort
                render={(session) => <End personId={id} session={session} />}
              />
            </DataTable>
          </ListContextProvider>
          {openSessions.length > 1 && (
            <button type="button" className="btn" disabled={everywhere.isPending} onClick={everywhere.run}>
              Sign out everywhere
            </button>
          )}
        </>
      )}
    </section>
  );
}

function End({ personId, session }: { personId: string; session: OpenSession }) {
  const { run, isPending } = useRowAction({
    path: `/admin/staff/${personId}/sessions/${session.id}`,
    method: 'DELETE',
    done: 'That browser is signed out.',
  });
  return (
    <button type="button" className="btn" disabled={isPending} onClick={run}>
      Sign out<span className="sr"> the browser of {workTime(session.createdAt)}</span>
    </button>
  );
}

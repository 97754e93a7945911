import type { AccessData } from '@holdfast/shared/packages';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { usePermission } from '../authProvider/usePermission.ts';
import { workTime } from '../ui/time.ts';
import { KeepForm, ReadForm } from './AccessForms.tsx';
import { forgetAccess, keepAccess, openAccess, readStanding } from './calls.ts';

const wordsOf = (error: unknown) =>
  error instanceof Error ? error.message : 'That didn’t work. Nothing was changed.';

/** The stored login as far as this person may see it, and what is done with it. */
function useAccess(packageId: string) {
  const queries = useQueryClient();
  const [doing, setDoing] = useState<'keep' | 'read' | null>(null);
  const [read, setRead] = useState<AccessData | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const standing = useQuery({
    queryKey: ['packages', packageId, 'access'],
    queryFn: () => readStanding(packageId),
  });
  async function act(work: () => Promise<unknown>) {
    setProblem(null);
    try {
      await work();
      setDoing(null);
    } catch (error) {
      setProblem(wordsOf(error));
    }
    queries.invalidateQueries({ queryKey: ['packages', packageId] });
  }
  return {
    standing,
    doing,
    setDoing,
    read,
    hide: () => setRead(null),
    problem,
    keep: (access: AccessData) => act(() => keepAccess(packageId, access)),
    open: (reason: string) => act(async () => setRead(await openAccess(packageId, reason))),
    forget: () => act(() => forgetAccess(packageId)),
  };
}
type Access = ReturnType<typeof useAccess>;

/** The team site's login: whether it is stored and who read it. Reading takes a permission and a reason. */
export function AccessSection({ packageId }: { packageId: string }) {
  const access = useAccess(packageId);
  const { standing, doing, setDoing, read, problem } = access;
  const { data } = standing;
  return (
    <section className="sec access">
      <h2>
        Ticket site <small>login of the team’s own site</small>
      </h2>
      {standing.error && <p className="note danger">{wordsOf(standing.error)}</p>}
      {data && (
        <p className="mut">
          {data.kept && data.keptAt
            ? `Kept sealed since ${workTime(data.keptAt)}, by ${data.keptBy}.`
            : 'Nothing is kept.'}
        </p>
      )}
      {read && <Login login={read} />}
      <Acts access={access} />
      {doing === 'keep' && <KeepForm onLeave={() => setDoing(null)} onKeep={access.keep} />}
      {doing === 'read' && <ReadForm onLeave={() => setDoing(null)} onRead={access.open} />}
      {problem && (
        <p className="note danger" role="alert">
          {problem}
        </p>
      )}
      {data && data.readings.length > 0 && <Readings readings={data.readings} />}
    </section>
  );
}

function Login({ login: { login, password, note } }: { login: AccessData }) {
  return (
    <dl className="kv">
      <dt>Login</dt>
      <dd className="num">{login}</dd>
      <dt>Password</dt>
      <dd className="num">{password}</dd>
      {note && (
        <>
          <dt>Note</dt>
          <dd>{note}</dd>
        </>
      )}
    </dl>
  );
}

function Acts({ access: { standing, doing, setDoing, read, hide, forget } }: { access: Access }) {
  const mayKeep = usePermission('packages');
  const mayRead = usePermission('accessData');
  const isKept = standing.data?.kept ?? false;
  return (
    <div className="acts-row">
      {isKept && mayRead && !read && doing === null && (
        <button type="button" className="btn" onClick={() => setDoing('read')}>
          Read it
        </button>
      )}
      {read && (
        <button type="button" className="btn" onClick={hide}>
          Hide it
        </button>
      )}
      {mayKeep && doing === null && (
        <button type="button" className="btn" onClick={() => setDoing('keep')}>
          {isKept ? 'Replace it' : 'Keep a login'}
        </button>
      )}
      {isKept && mayKeep && doing === null && (
        <button type="button" className="btn t" onClick={forget}>
          Forget it
        </button>
      )}
    </div>
  );
}

function Readings({ readings }: Pick<NonNullable<Access['standing']['data']>, 'readings'>) {
  return (
    <>
      <h3 className="ruled">
        Read <small>newest first</small>
      </h3>
      <ul className="readings">
        {readings.map((reading) => (
          <li key={`${reading.at} ${reading.by}`}>
            <b className="bold">{reading.by}</b> <span className="mut">{workTime(reading.at)}</span>
            <br />
            {reading.reason}
          </li>
        ))}
      </ul>
    </>
  );
}

import type { AccessData } from '@holdfast/shared/packages';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { usePermission } from '../authProvider/usePermission.ts';
import { workTime } from '../ui/time.ts';
import { KeepForm, ReadForm } from './AccessForms.tsx';
import { forgetAccess, keepAccess, openAccess, readStanding } from './calls.ts';

const wordsOf = (error: unknown) =>
  error instanceof Error ? error.message : 'That didn’t work. Nothing was changed.';

/** The team site's login: whether it is stored and who read it. Reading takes a permission and a reason. */
export function AccessSection({ packageId }: { packageId: string }) {
  const queries = useQueryClient();
  const mayKeep = usePermission('packages');
  const mayRead = usePermission('accessData');
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
  const data = standing.data;
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
      {read && (
        <dl className="kv">
          <dt>Login</dt>
          <dd className="num">{read.login}</dd>
          <dt>Password</dt>
          <dd className="num">{read.password}</dd>
          {read.note && (
            <>
              <dt>Note</dt>
              <dd>{read.note}</dd>
            </>
          )}
        </dl>
      )}
      <div className="acts-row">
        {data?.kept && mayRead && !read && doing === null && (
          <button type="button" className="btn" onClick={() => setDoing('read')}>
            Read it
          </button>
        )}
        {read && (
          <button type="button" className="btn" onClick={() => setRead(null)}>
            Hide it
          </button>
        )}
        {mayKeep && doing === null && (
          <button type="button" className="btn" onClick={() => setDoing('keep')}>
            {data?.kept ? 'Replace it' : 'Keep a login'}
          </button>
        )}
        {data?.kept && mayKeep && doing === null && (
          <button type="button" className="btn t" onClick={() => act(() => forgetAccess(packageId))}>
            Forget it
          </button>
        )}
      </div>
      {doing === 'keep' && (
        <KeepForm
          onLeave={() => setDoing(null)}
          onKeep={(access) => act(() => keepAccess(packageId, access))}
        />
      )}
      {doing === 'read' && (
        <ReadForm
          onLeave={() => setDoing(null)}
          onRead={(reason) => act(async () => setRead(await openAccess(packageId, reason)))}
        />
      )}
      {problem && (
        <p className="note danger" role="alert">
          {problem}
        </p>
      )}
      {data && data.readings.length > 0 && (
        <>
          <h3 className="ruled">
            Read <small>newest first</small>
          </h3>
          <ul className="readings">
            {data.readings.map((reading) => (
              <li key={`${reading.at} ${reading.by}`}>
                <b className="bold">{reading.by}</b> <span className="mut">{workTime(reading.at)}</span>
                <br />
                {reading.reason}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

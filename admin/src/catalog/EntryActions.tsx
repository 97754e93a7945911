/** What can be done with an entry of the catalogue from its page. */
import { useNotify, useRefresh, useUpdate } from 'react-admin';
import { Link } from 'react-router';
import { newKey } from '../dataProvider/index.ts';

interface Entry {
  id: string;
  name: string;
  retiredAt: string | null;
}

/** @param change the word on the way to its form */
export function EntryActions({
  resource,
  record,
  change = 'Change',
}: {
  resource: string;
  record: Entry;
  change?: string;
}) {
  const notify = useNotify();
  const refresh = useRefresh();
  const [update, { isPending }] = useUpdate(`${resource}Retirements`, undefined, {
    mutationMode: 'pessimistic',
    onError: (error) => notify((error as Error).message, { type: 'error' }),
    onSettled: refresh,
  });
  const isRetired = record.retiredAt !== null;
  const turn = () =>
    void update(`${resource}Retirements`, {
      id: record.id,
      data: { retired: !isRetired },
      meta: { idempotencyKey: newKey() },
    });
  return (
    <>
      <button type="button" className="btn" disabled={isPending} onClick={turn}>
        {isRetired ? 'Restore' : 'Retire'}
      </button>
      <Link className="btn p" to={`/${resource}/${record.id}`}>
        {change}
      </Link>
    </>
  );
}

/** Said at the top of an entry that can't be chosen any more. */
export function Standing({
  record: { retiredAt, mergedInto },
  resource,
}: {
  record: { retiredAt: string | null; mergedInto?: { id: string; name: string } | null };
  resource: string;
}) {
  if (mergedInto)
    return (
      <p className="note">
        This was merged into <Link to={`/${resource}/${mergedInto.id}/show`}>{mergedInto.name}</Link>.
      </p>
    );
  return retiredAt === null ? null : (
    <p className="note">This is retired: it can’t be chosen for anything new. Events that have it keep it.</p>
  );
}

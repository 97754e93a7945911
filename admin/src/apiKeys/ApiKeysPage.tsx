import type { ApiKey } from '@holdfast/shared/apiKeys';
import { useCrumbs } from '../ui/crumbs.tsx';
import { EndPanel } from '../ui/EndPanel.tsx';
import { Empty, ErrorMessage } from '../ui/ErrorMessage.tsx';
import { countOf } from '../ui/figures.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { type Column, RuledTable } from '../ui/RuledList.tsx';
import { ShownOnce } from '../ui/ShownOnce.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';
import { KeyForm } from './KeyForm.tsx';
import { useApiKeys } from './useApiKeys.ts';

/** Keys by which other programs call the API. */
export function ApiKeysPage() {
  useCrumbs('Administration', 'API keys');
  const page = useApiKeys();
  return (
    <div className={page.open ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead title="API keys" facts="Other programs call the API with them.">
          <a className="btn" href="/api/docs/" target="_blank" rel="noreferrer">
            The API’s reference
          </a>{' '}
          <button type="button" className="btn" onClick={page.add}>
            New API key <kbd>n</kbd>
          </button>
        </PageHead>
        <div className="body">
          <Keys page={page} />
        </div>
      </div>
      <Panel page={page} />
    </div>
  );
}

type Page = ReturnType<typeof useApiKeys>;

function Panel({ page: { open, leave, show, revoking } }: { page: Page }) {
  if (open === null) return null;
  if (open.is === 'new') return <KeyForm leave={leave} onMade={show} />;
  if (open.is === 'made')
    return (
      <LeavablePanel
        title={`The key of “${open.made.name}”`}
        about="It opens the API from now on."
        leave="I have it"
        onLeave={leave}
      >
        <ShownOnce
          label="The new key"
          secret={open.made.token}
          about="We keep a hash of it alone. If it is lost, make another one and revoke this."
        />
        <p className="mut">
          Programs send it with each request: <code>Authorization: Bearer {open.made.prefix}…</code>
        </p>
      </LeavablePanel>
    );
  const { row } = open;
  return (
    <EndPanel
      title={`Revoke “${row.name}”`}
      submit="Revoke the key"
      ending={{ ...revoking, mutate: () => revoking.mutate(row) }}
      leave={leave}
    >
      Whatever uses {row.prefix}… is refused from its next request on, and for good.{' '}
      {row.lastUsedAt === null
        ? 'It wasn’t used yet.'
        : `It was last used ${workTime(row.lastUsedAt)}: give its program another key first.`}
    </EndPanel>
  );
}

function Keys({ page: { list, error, readAgain, ask } }: { page: Page }) {
  if (error) return <ErrorMessage what="The keys couldn’t be loaded." error={error} retry={readAgain} />;
  if (!list) return <Reading what="the keys" />;
  if (list.data.length === 0)
    return <Empty because="There is no key yet. Make one for each program that calls the API." />;
  const actions: Column<ApiKey> = {
    head: 'Action',
    cell: (row) =>
      (row.state === 'active' || row.state === 'closed') && (
        <button type="button" className="link" onClick={() => ask(row)}>
          Revoke…
        </button>
      ),
  };
  return <RuledTable<ApiKey> label="API keys" rows={list.data} columns={[...facts, actions]} />;
}

const facts: readonly Column<ApiKey>[] = [
  {
    head: 'Name',
    cell: ({ name, prefix }) => (
      <>
        <b className="bold">{name}</b>
        <br />
        <code className="sm">{prefix}…</code>
      </>
    ),
    wraps: true,
  },
  { head: 'State', cell: ({ state }) => <StateMark kind="apiKey" state={state} /> },
  { head: 'For', cell: ({ consignor }) => consignor?.name ?? 'Staff', wraps: true },
  { head: 'May', cell: ({ scopes }) => scopes.join(', '), wraps: true },
  { head: 'Last use', cell: ({ lastUsedAt }) => (lastUsedAt === null ? 'Not yet' : workTime(lastUsedAt)) },
  {
    head: 'Ends',
    cell: ({ expiresAt, revokedAt }) => {
      const end = revokedAt ?? expiresAt;
      return end === null ? 'When revoked' : workTime(end);
    },
  },
  {
    head: 'A minute',
    cell: ({ requestsPerMinute }) => countOf(requestsPerMinute),
    numeric: true,
    wideOnly: true,
  },
  {
    head: 'Made',
    cell: ({ createdAt, createdBy }) => `${workTime(createdAt)}, ${createdBy.name}`,
    wraps: true,
    wideOnly: true,
  },
];

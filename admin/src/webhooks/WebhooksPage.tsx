import type { WebhookEndpoint } from '@holdfast/shared/webhookEndpoints';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty, ErrorMessage } from '../ui/ErrorMessage.tsx';
import { countOf } from '../ui/figures.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { type Column, RuledTable } from '../ui/RuledList.tsx';
import { ShownOnce } from '../ui/ShownOnce.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';
import { NewEndpoint } from './EndpointForm.tsx';
import { typesText } from './typeText.ts';
import { useEndpoints } from './useEndpoints.ts';

/** Endpoints of others that are told what changes. */
export function WebhooksPage() {
  useCrumbs('Administration', 'Webhooks');
  const page = useEndpoints();
  const { open, list, leave, show } = page;
  return (
    <div className={open ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead title="Webhooks" facts="Other programs are told what changes here, as it changes.">
          <button type="button" className="btn" onClick={page.add}>
            New endpoint <kbd>n</kbd>
          </button>
        </PageHead>
        <div className="body">
          <Endpoints page={page} />
        </div>
      </div>
      {open === 'new' && list && <NewEndpoint subjects={list.subjects} leave={leave} onMade={show} />}
      {open !== null && open !== 'new' && <Secret name={open.name} secret={open.secret} leave={leave} />}
    </div>
  );
}

/** The secret of an endpoint, shown once. */
export function Secret({ name, secret, leave }: { name: string; secret: string; leave: () => void }) {
  return (
    <LeavablePanel
      title={`The secret of “${name}”`}
      about="By it the endpoint knows that a webhook is ours."
      leave="I have it"
      onLeave={leave}
    >
      <ShownOnce
        label="The secret"
        secret={secret}
        about="If it is lost, make a new one on the endpoint’s page."
      />
      <p className="mut">
        Webhooks are signed as Standard Webhooks says, so a library for it reads them: the headers webhook-id,
        webhook-timestamp and webhook-signature.
      </p>
    </LeavablePanel>
  );
}

function Endpoints({ page: { list, error, readAgain } }: { page: ReturnType<typeof useEndpoints> }) {
  if (error) return <ErrorMessage what="The endpoints couldn’t be loaded." error={error} retry={readAgain} />;
  if (!list) return <Reading what="the endpoints" />;
  if (list.data.length === 0)
    return (
      <Empty because="Nobody is told yet. Make an endpoint for each program that follows what changes." />
    );
  return (
    <RuledTable<WebhookEndpoint>
      label="Endpoints"
      rows={list.data}
      columns={columns}
      to={({ id }) => `/webhooks/${id}`}
    />
  );
}

const columns: readonly Column<WebhookEndpoint>[] = [
  { head: 'Name', cell: ({ name }) => name, wraps: true },
  { head: 'State', cell: ({ state }) => <StateMark kind="webhookEndpoint" state={state} /> },
  {
    head: 'Address',
    cell: ({ url }) => <span style={{ overflowWrap: 'anywhere' }}>{url}</span>,
    wraps: true,
  },
  { head: 'Told of', cell: ({ types }) => typesText(types), wraps: true, wideOnly: true },
  { head: 'For', cell: ({ consignor }) => consignor?.name ?? 'All', wraps: true, wideOnly: true },
  { head: 'Waiting', cell: ({ waiting }) => countOf(waiting), numeric: true },
  { head: 'Failed', cell: ({ failed }) => countOf(failed), numeric: true },
  {
    head: 'Last taken',
    cell: ({ lastTakenAt }) => (lastTakenAt === null ? 'Not yet' : workTime(lastTakenAt)),
  },
];

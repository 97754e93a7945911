import { type Webhook, type WebhookEndpoint, webhookLogDays } from '@holdfast/shared/webhookEndpoints';
import { useParams } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty, ErrorMessage } from '../ui/ErrorMessage.tsx';
import { countOf } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Pager } from '../ui/Pager.tsx';
import { Reading } from '../ui/Reading.tsx';
import { type Column, RuledTable } from '../ui/RuledList.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';
import { Views } from '../ui/Views.tsx';
import { EndpointPanel } from './EndpointPanels.tsx';
import { typesText } from './typeText.ts';
import { type EndpointWork, useEndpoint } from './useEndpoint.ts';
import { WebhookPanel } from './WebhookPanel.tsx';
import './webhooks.css';

/** One endpoint: what it is told of, and the log of what was sent and answered. */
export function EndpointPage() {
  const { id = '' } = useParams();
  const page = useEndpoint(id);
  const { endpoint, error, readAgain } = page;
  useCrumbs('Administration', 'Webhooks', endpoint?.name ?? '');
  if (error) return <ErrorMessage what="The endpoint couldn’t be loaded." error={error} retry={readAgain} />;
  if (!endpoint) return <Reading what="the endpoint" />;
  const isOpen = page.panel !== null || page.webhookId !== null;
  return (
    <div className={isOpen ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead
          title={endpoint.name}
          mark={<StateMark kind="webhookEndpoint" state={endpoint.state} loud />}
          facts={endpoint.url}
        >
          <Actions endpoint={endpoint} page={page} />
        </PageHead>
        <Views
          label="Which webhooks"
          param="state"
          chosen={page.state}
          views={[
            { value: '', name: 'All' },
            { value: 'pausing', name: 'To try again' },
            { value: 'failed', name: 'Failed' },
            { value: 'taken', name: 'Taken' },
            { value: 'dropped', name: 'Dropped' },
          ]}
        />
        <div className="body">
          <Standing endpoint={endpoint} />
          <Log page={page} />
        </div>
      </div>
      {page.panel !== null && <EndpointPanel endpoint={endpoint} page={page} panel={page.panel} />}
      {page.webhookId !== null && <WebhookPanel page={page} isEnabled={endpoint.state === 'enabled'} />}
    </div>
  );
}

function Actions({
  endpoint: { state },
  page: { test, disable, setPanel },
}: {
  endpoint: WebhookEndpoint;
  page: EndpointWork;
}) {
  return (
    <>
      {state === 'enabled' ? (
        <>
          <button type="button" className="btn" disabled={test.isPending} onClick={() => test.mutate()}>
            Send a test
          </button>
          <button type="button" className="btn" disabled={disable.isPending} onClick={() => disable.mutate()}>
            Disable
          </button>
        </>
      ) : (
        <button type="button" className="btn" onClick={() => setPanel('enable')}>
          Enable…
        </button>
      )}
      <button type="button" className="btn" onClick={() => setPanel('change')}>
        Change…
      </button>
      <button type="button" className="btn" onClick={() => setPanel('rotate')}>
        New secret…
      </button>
      <button type="button" className="btn" onClick={() => setPanel('remove')}>
        Remove…
      </button>
    </>
  );
}

function Standing({ endpoint }: { endpoint: WebhookEndpoint }) {
  const { state, disabledAt, types, consignor, seesPeople, secretRotatedAt } = endpoint;
  return (
    <>
      {state === 'gone' && (
        <p className="note danger">
          It answered 410, “gone for good”, {disabledAt && workTime(disabledAt)}: nothing is sent to it any
          more. If that was a mistake, enable it again.
        </p>
      )}
      {state === 'disabled' && (
        <p className="note">
          It was disabled {disabledAt && workTime(disabledAt)}: nothing is sent to it until it is enabled.
        </p>
      )}
      <p className="mut told">
        Told of {typesText(types)}
        {consignor && `, of ${consignor.name} alone`}
        {seesPeople && ', with who did it and why'}.{' '}
        {secretRotatedAt && `Its secret was made ${workTime(secretRotatedAt)}.`}
      </p>
    </>
  );
}

function Log({ page }: { page: EndpointWork }) {
  const { log, state } = page;
  if (!log) return <Reading what="its log" />;
  if (log.data.length === 0)
    return (
      <Empty
        because={
          state === ''
            ? `Nothing was sent in the last ${webhookLogDays} days. Send a test, or wait for the next change that it is told of.`
            : 'There is none of these.'
        }
      />
    );
  return (
    <>
      <RuledTable<Webhook>
        label={`What was sent in the last ${webhookLogDays} days`}
        rows={log.data}
        columns={[opening(page), ...columns]}
        rowClass={({ id }) => (id === page.webhookId ? 'cur' : undefined)}
      />
      <Pager page={page.page} pages={page.pages} setPage={page.setPage} />
    </>
  );
}

const opening = ({ openWebhook }: EndpointWork): Column<Webhook> => ({
  head: 'Webhook',
  cell: ({ id, type }) => (
    <button type="button" className="link" onClick={() => openWebhook(id)}>
      {type}
    </button>
  ),
});
const columns: readonly Column<Webhook>[] = [
  { head: 'State', cell: ({ state }) => <StateMark kind="webhook" state={state} /> },
  { head: 'Made', cell: ({ createdAt }) => workTime(createdAt) },
  { head: 'Tries', cell: ({ tries }) => countOf(tries), numeric: true },
  {
    head: 'Last answer',
    cell: ({ lastStatus, lastError, tries }) =>
      tries === 0 ? 'None yet' : (lastError ?? String(lastStatus ?? '')),
    wraps: true,
  },
  { head: 'Next try', cell: ({ nextTryAt }) => (nextTryAt === null ? '–' : workTime(nextTryAt)) },
  {
    head: 'About',
    cell: ({ subjectId }) => <code className="sm">{subjectId ?? 'a test'}</code>,
    wideOnly: true,
  },
];

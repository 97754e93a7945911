import type { WebhookEndpoint } from '@holdfast/shared/webhookEndpoints';
import { EndPanel } from '../ui/EndPanel.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { ChangeEndpoint } from './EndpointForm.tsx';
import type { EndpointWork, OpenPanel } from './useEndpoint.ts';
import { useEndpointList } from './useEndpoints.ts';
import { Secret } from './WebhooksPage.tsx';

/** What is done with an endpoint, beside its log. */
export function EndpointPanel({
  endpoint,
  page,
  panel,
}: {
  endpoint: WebhookEndpoint;
  page: EndpointWork;
  panel: OpenPanel;
}) {
  const leave = () => page.setPanel(null);
  if (typeof panel === 'object') return <Secret name={endpoint.name} secret={panel.secret} leave={leave} />;
  if (panel === 'change') return <Change endpoint={endpoint} leave={leave} />;
  if (panel === 'enable') return <Enable page={page} leave={leave} />;
  if (panel === 'rotate')
    return (
      <Ending title="New secret" submit="Make a new secret" ending={page.rotate} leave={leave}>
        The endpoint gets another secret, shown this once. For a day webhooks are signed with both, so that
        nothing is refused while you give it to whoever reads them.
      </Ending>
    );
  return (
    <Ending title={`Remove “${endpoint.name}”`} submit="Remove it" ending={page.remove} leave={leave}>
      Nothing is sent to {endpoint.url} any more, and its log leaves this page. Whoever is to be told again
      needs a new endpoint with a new secret.
    </Ending>
  );
}

function Ending({
  ending,
  leave,
  ...panel
}: {
  title: string;
  submit: string;
  ending: { mutate: () => void; isPending: boolean; error: Error | null };
  leave: () => void;
  children: React.ReactNode;
}) {
  useShortcuts([{ keys: 'Escape', does: 'keep it', run: leave, inFields: true }]);
  return <EndPanel {...panel} ending={ending} leave={leave} />;
}

function Change({ endpoint, leave }: { endpoint: WebhookEndpoint; leave: () => void }) {
  const { list } = useEndpointList();
  return list ? <ChangeEndpoint endpoint={endpoint} subjects={list.subjects} leave={leave} /> : null;
}

/** From where it goes on. */
function Enable({ page: { enable }, leave }: { page: EndpointWork; leave: () => void }) {
  return (
    <LeavablePanel
      title="Enable the endpoint"
      about="Choose what it is told of what changed meanwhile."
      leave="Leave it disabled"
      onLeave={leave}
    >
      <p>
        <button
          type="button"
          className="btn"
          disabled={enable.isPending}
          onClick={() => enable.mutate('stopped')}
        >
          Go on where it stopped
        </button>
      </p>
      <p className="mut">
        It is told of everything that changed since it was disabled. What was dropped then can be sent again
        from the log.
      </p>
      <p>
        <button
          type="button"
          className="btn"
          disabled={enable.isPending}
          onClick={() => enable.mutate('now')}
        >
          Go on from now
        </button>
      </p>
      <p className="mut">It is told of what changes from now on alone.</p>
    </LeavablePanel>
  );
}

import {
  type EndpointWithSecret,
  newWebhookEndpoint,
  type WebhookEndpoint,
  type WebhookEndpointList,
  webhookEndpointChange,
} from '@holdfast/shared/webhookEndpoints';
import { BooleanInput, TextInput, useNotify } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { RecordInput } from '../ui/forms/RecordInput.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';
import { TypesInput } from './TypesInput.tsx';

type Subjects = WebhookEndpointList['subjects'];

/** Makes an endpoint. */
export function NewEndpoint({
  subjects,
  leave,
  onMade,
}: {
  subjects: Subjects;
  leave: () => void;
  onMade: (made: EndpointWithSecret) => void;
}) {
  return (
    <LeavablePanel
      title="New endpoint"
      about="Each change is sent there as a signed POST, within seconds, and again for three days where nobody takes it."
      leave="Leave it"
      onLeave={leave}
    >
      <UpdateForm<EndpointWithSecret>
        resource="webhookEndpointCreations"
        id="new"
        schema={newWebhookEndpoint}
        defaultValues={{ name: '', url: '', types: [], consignorId: null, seesPeople: false }}
        bodyOf={({ consignorId, seesPeople, ...values }) => ({
          ...values,
          consignorId: consignorId || null,
          seesPeople: Boolean(seesPeople) && !consignorId,
        })}
        submit="Make the endpoint"
        onDone={onMade}
      >
        <div className="form-grid stacked">
          <Inputs subjects={subjects} />
          <RecordInput
            source="consignorId"
            label="For one consignor"
            reference="consignors"
            sort="name"
            helperText="It is told of their own listings, deliveries and payouts alone. Empty: of all."
          />
          <SeesPeople />
        </div>
      </UpdateForm>
    </LeavablePanel>
  );
}

/** Changes where an endpoint is and what it is told of. */
export function ChangeEndpoint({
  endpoint,
  subjects,
  leave,
}: {
  endpoint: WebhookEndpoint;
  subjects: Subjects;
  leave: () => void;
}) {
  const notify = useNotify();
  const { name, url, types, seesPeople, version } = endpoint;
  return (
    <LeavablePanel
      title="Change the endpoint"
      about="What is on its way already goes to the new address too."
      leave="Leave it"
      onLeave={leave}
    >
      <UpdateForm<WebhookEndpoint>
        resource="webhookEndpointChanges"
        id={endpoint.id}
        schema={webhookEndpointChange.omit({ version: true })}
        defaultValues={{ name, url, types, seesPeople }}
        bodyOf={(values) => ({ ...values, version })}
        submit="Save"
        onDone={() => {
          notify('The endpoint is saved.', { type: 'success' });
          leave();
        }}
      >
        <div className="form-grid stacked">
          <Inputs subjects={subjects} />
          {endpoint.consignor === null && <SeesPeople />}
        </div>
      </UpdateForm>
    </LeavablePanel>
  );
}

function Inputs({ subjects }: { subjects: Subjects }) {
  return (
    <>
      <TextInput source="name" label="Who is told" helperText={false} />
      <TextInput source="url" label="Address" helperText="It begins with https://." />
      <TypesInput subjects={subjects} />
    </>
  );
}

/** Never to a consignor. */
function SeesPeople() {
  const consignorId = useWatch({ name: 'consignorId' });
  return consignorId ? null : (
    <BooleanInput
      source="seesPeople"
      label="Who did it and why, too"
      helperText="Ids of people, and reasons in their words. Leave it off unless the endpoint needs it."
    />
  );
}

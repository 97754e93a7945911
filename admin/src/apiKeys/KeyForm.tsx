import {
  apiScopes,
  consignorScopes,
  keyRates,
  type MadeApiKey,
  newApiKey,
  scopeTexts,
} from '@holdfast/shared/apiKeys';
import { CheckboxGroupInput, SelectInput, TextInput } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { countOf } from '../ui/figures.tsx';
import { RecordInput } from '../ui/forms/RecordInput.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';

const dayMs = 86_400_000;
/** Days from now on; 0: no end. */
const lasting = [
  { id: 30, name: '30 days' },
  { id: 90, name: '90 days' },
  { id: 365, name: 'A year' },
  { id: 0, name: 'Until it is revoked' },
];
const rates = keyRates.map((id) => ({ id, name: `${countOf(id)} a minute` }));

function bodyOf({ days, consignorId, ...values }: Record<string, unknown>) {
  const lasts = Number(days);
  return {
    ...values,
    consignorId: consignorId || null,
    expiresAt: lasts === 0 ? null : new Date(Date.now() + lasts * dayMs).toISOString(),
  };
}

/** Makes a key. */
export function KeyForm({ leave, onMade }: { leave: () => void; onMade: (made: MadeApiKey) => void }) {
  return (
    <LeavablePanel
      title="New API key"
      about="Another program calls the API with it, and can do what you choose here and nothing else."
      leave="Leave it"
      onLeave={leave}
    >
      <UpdateForm<MadeApiKey>
        resource="apiKeyCreations"
        id="new"
        schema={newApiKey}
        defaultValues={{ name: '', consignorId: null, scopes: [], requestsPerMinute: 60, days: 365 }}
        bodyOf={bodyOf}
        fieldOf={(field) => (field === 'expiresAt' ? 'days' : field)}
        submit="Make the key"
        onDone={onMade}
      >
        <div className="form-grid stacked">
          <TextInput source="name" label="What uses it" helperText="Logs name the key by it." />
          <RecordInput
            source="consignorId"
            label="For one consignor"
            reference="consignors"
            sort="name"
            helperText="It reads and changes what is theirs alone. Empty: for staff."
          />
          <Scopes />
          <SelectInput source="requestsPerMinute" label="At most" choices={rates} helperText={false} />
          <SelectInput source="days" label="It opens for" choices={lasting} helperText={false} />
        </div>
      </UpdateForm>
    </LeavablePanel>
  );
}

/** What it may do, of what a key of that kind can have. */
function Scopes() {
  const consignorId = useWatch<{ consignorId: string | null }, 'consignorId'>({ name: 'consignorId' });
  const offered = consignorId ? consignorScopes : apiScopes;
  return (
    <CheckboxGroupInput
      source="scopes"
      label="It may"
      row={false}
      choices={offered.map((id) => ({ id, name: `${scopeTexts[id]} (${id})` }))}
      helperText={false}
    />
  );
}

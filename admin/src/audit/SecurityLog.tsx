import { type SecurityEvent, type SecurityKind, securityKinds, securityQuery } from '@holdfast/shared/audit';
import { AutocompleteInput, DataTable, TextInput, useListContext } from 'react-admin';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { countOf } from '../ui/figures.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { FilterLine } from '../ui/lists/filters.tsx';
import { TimeField } from '../ui/lists/TimeField.tsx';
import { PageHead } from '../ui/PageHead.tsx';

const kindNames: Record<SecurityKind, string> = {
  sign_in_failed: 'Failed sign-in',
  password_wrong: 'Wrong current password',
  code_wrong: 'Wrong code',
  link_ended: 'Link that opens nothing',
  order_not_found: 'Unknown order',
  forbidden: 'Not allowed for their role',
  api_key_invalid: 'API key that opens nothing',
  scope_missing: 'API key without the scope',
  forged_request: 'From another site',
  webhook_signature_invalid: 'Webhook not signed by Stripe',
  too_many_requests: 'Too many tries',
};

const kindOf = (what: string) => (kindNames as Record<string, string>)[what] ?? what;

const kindChoices = securityKinds.map((id) => ({ id, name: kindNames[id] }));

function NoRefusal() {
  const isFiltered = Object.keys(useListContext().filterValues).length > 0;
  return <Empty because={isFiltered ? 'No refusals match.' : 'Nothing was refused for safety.'} />;
}

/** What was refused for safety, the newest first. */
export function SecurityLog() {
  useCrumbs('Security log');
  return (
    <DeskList<SecurityEvent>
      contract={securityQuery}
      sort={{ field: 'lastAt', order: 'DESC' }}
      filters={['what', 'address']}
      refreshMs={8_000}
    >
      <PageHead
        title="Security log"
        facts="Refusals that show guessing or forging, gathered per minute and address. Kept for 90 days."
      />
      <FilterLine>
        <AutocompleteInput
          source="what"
          label={<span className="sr">What</span>}
          choices={kindChoices}
          TextFieldProps={{ placeholder: 'Every kind' }}
          helperText={false}
        />
        <TextInput
          source="address"
          label={<span className="sr">Address of the network</span>}
          placeholder="Address, such as 203.0.113.7"
          helperText={false}
          resettable
        />
      </FilterLine>
      <div className="body">
        <ListRows empty={<NoRefusal />}>
          <div className="log-rows">
            <DataTable<SecurityEvent> aria-label="Refusals" rowClick={false}>
              <DataTable.Col source="lastAt" label="When" className="n">
                <TimeField source="lastAt" />
              </DataTable.Col>
              <DataTable.Col<SecurityEvent>
                label="What"
                disableSort
                className="wrap"
                render={({ what }) => kindOf(what)}
              />
              <DataTable.Col<SecurityEvent>
                label="Times"
                className="n"
                disableSort
                render={({ times }) => countOf(times)}
              />
              <DataTable.Col source="address" label="From" disableSort />
              <DataTable.Col<SecurityEvent>
                label="Who"
                disableSort
                className="wrap"
                render={({ by, account }) => account ?? by?.name ?? 'Nobody signed in'}
              />
              <DataTable.Col<SecurityEvent>
                label="Last request"
                disableSort
                className="wrap wide-only"
                render={({ request }) => <span className="mut">{request}</span>}
              />
            </DataTable>
          </div>
        </ListRows>
      </div>
    </DeskList>
  );
}

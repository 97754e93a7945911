import { type SecurityEvent, type securityKinds, securityQuery } from '@holdfast/shared/audit';
import { DataTable } from 'react-admin';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { countOf } from '../ui/figures.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { TimeField } from '../ui/lists/TimeField.tsx';
import { PageHead } from '../ui/PageHead.tsx';

const kindNames: Record<(typeof securityKinds)[number], string> = {
  sign_in_failed: 'Failed sign-in',
  password_wrong: 'Wrong password of one’s own',
  forbidden: 'Not allowed for their role',
  forged_request: 'From another site',
  webhook_signature_invalid: 'Webhook not signed by Stripe',
  too_many_requests: 'Too many tries',
};

const kindOf = (what: string) => (kindNames as Record<string, string>)[what] ?? what;

/** What was refused for safety, the newest first. */
export function SecurityLog() {
  useCrumbs('System', 'Security log');
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
      <div className="body">
        <ListRows empty={<Empty because="Nothing was refused for safety." />}>
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
        </ListRows>
      </div>
    </DeskList>
  );
}

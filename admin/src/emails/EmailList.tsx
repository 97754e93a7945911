import { type EmailRow, emailQuery } from '@holdfast/shared/support';
import { DataTable } from 'react-admin';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { EmptyList } from '../ui/lists/EmptyList.tsx';
import { FilterLine, FilterTabs, SearchWords } from '../ui/lists/filters.tsx';
import { OpenLink } from '../ui/lists/OpenLink.tsx';
import { TimeField } from '../ui/lists/TimeField.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { stateOf } from '../ui/states.ts';

const states = [
  { id: '', name: 'All' },
  { id: 'failed', name: 'Failed' },
  { id: 'queued', name: 'Queued' },
  { id: 'sent', name: 'Sent' },
  { id: 'kept', name: 'Kept here' },
];

export function EmailList() {
  useCrumbs('Support', 'Outbox');
  return (
    <DeskList<EmailRow>
      contract={emailQuery}
      reads={{ state: stateOf('mail') }}
      filters={['q', 'state']}
      sort={{ field: 'createdAt', order: 'DESC' }}
    >
      <PageHead
        title="Outbox"
        facts="Every email that the marketplace wrote. Without an email server they are kept here."
      />
      <FilterTabs source="state" label="Emails by state" choices={states}>
        <span>Newest first</span>
      </FilterTabs>
      <FilterLine>
        <SearchWords label="Filter by address or subject" />
      </FilterLine>
      <div className="body">
        <ListRows empty={<EmptyList none="No email was written yet." matching="No emails match." />}>
          <EmailTable />
        </ListRows>
      </div>
    </DeskList>
  );
}

function EmailTable() {
  return (
    <DataTable<EmailRow> aria-label="Emails" rowClick="show">
      <DataTable.Col<EmailRow> label="Subject" render={(row) => <OpenLink>{row.subject}</OpenLink>} />
      <DataTable.Col source="to" label="To" disableSort />
      <DataTable.Col<EmailRow> label="State" render={(row) => <StateMark kind="mail" state={row.state} />} />
      <DataTable.Col<EmailRow>
        label="What went wrong"
        className="wrap wide-only"
        render={(row) => <span className="dn">{row.error}</span>}
      />
      <DataTable.Col label="Written" className="n">
        <TimeField source="createdAt" />
      </DataTable.Col>
      <DataTable.Col label="Sent" className="n">
        <TimeField source="sentAt" none="not sent" />
      </DataTable.Col>
    </DataTable>
  );
}

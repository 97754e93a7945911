import { type StaffMember, staffQuery } from '@holdfast/shared/accounts';
import { DataTable, ListContextProvider, TextField, useGetList, useList } from 'react-admin';
import { useNavigate } from 'react-router';
import { InvitationTable } from '../invitations/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { plural } from '../ui/figures.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { FilterLine, FilterTabs, SearchWords } from '../ui/lists/filters.tsx';
import { OpenLink } from '../ui/lists/OpenLink.tsx';
import { TimeField } from '../ui/lists/TimeField.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { namesOf } from './roleText.ts';
import { SecondFactorRule } from './SecondFactors.tsx';
import './staff.css';

const states = [
  { id: '', name: 'Everybody' },
  { id: 'active', name: 'Active' },
  { id: 'deactivated', name: 'Deactivated' },
];

/** Who works here, and who is invited to. */
export function StaffList() {
  useCrumbs('Administration', 'Staff');
  const navigate = useNavigate();
  const invite = () => navigate('/invitations/create');
  useShortcuts([{ keys: 'n', does: 'invite somebody', run: invite }]);
  return (
    <DeskList<StaffMember>
      contract={staffQuery}
      filters={['q', 'state']}
      sort={{ field: 'name', order: 'ASC' }}
      perPage={50}
    >
      <PageHead title="Staff" facts="Who works here, and what each may do.">
        <button type="button" className="btn p" onClick={invite}>
          Invite somebody <kbd>n</kbd>
        </button>
      </PageHead>
      <FilterTabs source="state" label="Staff by state" choices={states} />
      <FilterLine>
        <SearchWords label="Filter by name or email address" />
      </FilterLine>
      <div className="body">
        <OpenInvitations />
        <ListRows empty={<Empty because="Nobody matches." />}>
          <StaffTable />
        </ListRows>
        <SecondFactorRule />
      </div>
    </DeskList>
  );
}

function StaffTable() {
  return (
    <DataTable<StaffMember> aria-label="Staff" rowClick="show">
      <DataTable.Col source="name" label="Name">
        <OpenLink>
          <TextField source="name" variant="inherit" />
        </OpenLink>
      </DataTable.Col>
      <DataTable.Col source="email" label="Email" disableSort className="wide-only mut" />
      <DataTable.Col<StaffMember>
        label="Roles"
        className="wrap"
        disableSort
        render={({ roles }) => namesOf(roles)}
      />
      <DataTable.Col<StaffMember> label="State" disableSort render={(row) => <StaffState person={row} />} />
      <DataTable.Col<StaffMember>
        label="Second factor"
        className="wide-only"
        disableSort
        render={({ secondFactor }) => (secondFactor ? 'On' : <span className="fnt">off</span>)}
      />
      <DataTable.Col<StaffMember>
        label="Signed in"
        className="n wide-only"
        disableSort
        render={({ sessions }) => (sessions === 0 ? 'nowhere' : plural(sessions, 'browser'))}
      />
      <DataTable.Col source="lastSignInAt" label="Last sign-in" className="n" sortByOrder="DESC">
        <TimeField source="lastSignInAt" none="never" />
      </DataTable.Col>
    </DataTable>
  );
}

/** Whether somebody may sign in. */
export function StaffState({ person, loud }: { person: StaffMember; loud?: boolean }) {
  return person.deactivatedAt === null ? (
    <Mark shape="disc" tone="success" quiet={!loud} loud={loud}>
      Active
    </Mark>
  ) : (
    <Mark shape="square" tone="neutral" loud={loud}>
      Deactivated
    </Mark>
  );
}

function OpenInvitations() {
  const { data, isPending } = useGetList('invitations', {
    pagination: { page: 1, perPage: 100 },
    sort: { field: 'createdAt', order: 'DESC' },
  });
  const list = useList({ data, isPending });
  if (!data?.length) return null;
  return (
    <section className="sec staff-invited">
      <h2>
        Invited <small>waiting for their answer</small>
      </h2>
      <ListContextProvider value={list}>
        <InvitationTable at="/admin/invitations" withRoles />
      </ListContextProvider>
    </section>
  );
}

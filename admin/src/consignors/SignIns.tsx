import { type ConsignorSignIn, type ConsignorSignIns, newConsignorSignIn } from '@holdfast/shared/accounts';
import type { Consignor } from '@holdfast/shared/consignors';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  DataTable,
  ListContextProvider,
  RecordContextProvider,
  TextInput,
  useList,
  useNotify,
} from 'react-admin';
import { usePermission } from '../authProvider/usePermission.ts';
import { call } from '../dataProvider/index.ts';
import { InvitationTable } from '../invitations/index.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { TimeField } from '../ui/lists/TimeField.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { useRowAction } from '../ui/useRowAction.ts';

/** Who signs in for the consignor, and who is invited to. */
export function SignIns({ record: { id, name, deactivatedAt } }: { record: Consignor }) {
  const mayChange = usePermission('consignors');
  const at = `/admin/consignors/${id}`;
  const { data, error, refetch } = useQuery({
    // Refreshed with the page: react-admin invalidates every query after a change.
    queryKey: ['consignors', 'signIns', id],
    queryFn: () => call<ConsignorSignIns>(`${at}/sign-ins`),
    enabled: mayChange,
  });
  if (!mayChange) return null;
  return (
    <section className="sec">
      <h2>
        Sign-ins <small>who sees how their tickets sell</small>
      </h2>
      {error && (
        <ErrorMessage what="The sign-ins couldn’t be loaded." error={error} retry={() => refetch()} />
      )}
      {data?.people.length === 0 && data.invitations.length === 0 && (
        <p className="mut">Nobody signs in for {name} yet.</p>
      )}
      {data && data.people.length > 0 && <People people={data.people} at={`${at}/sign-ins`} name={name} />}
      {data && data.invitations.length > 0 && <Invited signIns={data} at={`${at}/invitations`} />}
      {deactivatedAt === null && <Invite consignorId={id} />}
    </section>
  );
}

function People({ people, at, name }: { people: ConsignorSignIn[]; at: string; name: string }) {
  const list = useList({ data: people, perPage: 100 });
  return (
    <ListContextProvider value={list}>
      <DataTable<ConsignorSignIn> aria-label={`Sign-ins of ${name}`} rowClick={false}>
        <DataTable.Col source="name" label="Name" disableSort />
        <DataTable.Col source="email" label="Email" disableSort className="mut" />
        <DataTable.Col<ConsignorSignIn>
          label="State"
          disableSort
          render={({ deactivatedAt }) =>
            deactivatedAt === null ? (
              <Mark shape="disc" tone="success" quiet>
                Active
              </Mark>
            ) : (
              <Mark shape="square" tone="neutral">
                Deactivated
              </Mark>
            )
          }
        />
        <DataTable.Col source="lastSignInAt" label="Last sign-in" className="n wide-only" disableSort>
          <TimeField source="lastSignInAt" none="never" />
        </DataTable.Col>
        <DataTable.Col<ConsignorSignIn>
          label="Act"
          disableSort
          render={(person) => <Switch person={person} at={at} />}
        />
      </DataTable>
    </ListContextProvider>
  );
}

function Switch({ person: { id, name, deactivatedAt }, at }: { person: ConsignorSignIn; at: string }) {
  const isActive = deactivatedAt === null;
  const { run, isPending } = useRowAction({
    path: `${at}/${id}/${isActive ? 'deactivate' : 'reactivate'}`,
    done: isActive ? `${name} is signed out and can’t sign in.` : `${name} may sign in again.`,
    content: deactivatedAt,
  });
  return (
    <button type="button" className="btn" disabled={isPending} onClick={run}>
      {isActive ? 'Deactivate' : 'Reactivate'}
      <span className="sr"> {name}</span>
    </button>
  );
}

function Invited({ signIns, at }: { signIns: ConsignorSignIns; at: string }) {
  const list = useList({ data: signIns.invitations, perPage: 100 });
  return (
    <ListContextProvider value={list}>
      <InvitationTable at={at} />
    </ListContextProvider>
  );
}

const nobody = { email: '' };

function Invite({ consignorId }: { consignorId: string }) {
  const notify = useNotify();
  const [sent, setSent] = useState(0);
  return (
    // The consignor's own address isn't the answer to whom to invite.
    <RecordContextProvider value={undefined}>
      <UpdateForm
        // A new form after each invitation.
        key={sent}
        resource="consignorSignIns"
        id={consignorId}
        schema={newConsignorSignIn}
        defaultValues={nobody}
        submit="Invite a sign-in"
        onDone={() => {
          notify('The invitation is on its way. Its link works once, for seven days.', { type: 'success' });
          setSent((before) => before + 1);
        }}
      >
        <div className="form-grid">
          <TextInput
            className="f4"
            source="email"
            label="Email of whom to invite"
            type="email"
            helperText={false}
          />
        </div>
      </UpdateForm>
    </RecordContextProvider>
  );
}

import type { Invitation } from '@holdfast/shared/accounts';
import { DataTable } from 'react-admin';
import { namesOf } from '../staff/roleText.ts';
import { Mark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';
import { useRowAction } from '../ui/useRowAction.ts';
import './invitations.css';

/** Invitations that wait for an answer. @param at their address below /api */
export function InvitationTable({ at, withRoles }: { at: string; withRoles?: boolean }) {
  return (
    <DataTable<Invitation> aria-label="Invitations" rowClick={false}>
      <DataTable.Col source="email" label="Email" disableSort />
      {withRoles && (
        <DataTable.Col<Invitation>
          label="Roles"
          className="wrap"
          disableSort
          render={({ roles }) => namesOf(roles)}
        />
      )}
      <DataTable.Col<Invitation>
        label="Invited by"
        className="wide-only mut"
        disableSort
        render={({ invitedBy }) => invitedBy ?? 'Holdfast'}
      />
      <DataTable.Col<Invitation>
        label="Sent"
        className="n wide-only"
        disableSort
        render={({ sentAt }) => workTime(sentAt)}
      />
      <DataTable.Col<Invitation>
        label="Link"
        disableSort
        render={({ isExpired, expiresAt }) =>
          isExpired ? (
            <Mark shape="clock" tone="warn">
              Ended
            </Mark>
          ) : (
            <Mark shape="waiting" tone="neutral" quiet>
              Until {workTime(expiresAt)}
            </Mark>
          )
        }
      />
      <DataTable.Col<Invitation>
        label="Act"
        disableSort
        render={(row) => <Actions invitation={row} at={`${at}/${row.id}`} />}
      />
    </DataTable>
  );
}

function Actions({ invitation: { email, sentAt }, at }: { invitation: Invitation; at: string }) {
  const resend = useRowAction({
    path: `${at}/resend`,
    done: `${email} gets a new link; the one before opens nothing any more.`,
    content: sentAt,
  });
  const withdraw = useRowAction({ path: `${at}/withdraw`, done: `The invitation to ${email} is withdrawn.` });
  return (
    <span className="invitation-acts">
      <button type="button" className="btn" disabled={resend.isPending} onClick={resend.run}>
        Send again<span className="sr"> the invitation to {email}</span>
      </button>
      <button type="button" className="btn t" disabled={withdraw.isPending} onClick={withdraw.run}>
        Withdraw<span className="sr"> the invitation to {email}</span>
      </button>
    </span>
  );
}

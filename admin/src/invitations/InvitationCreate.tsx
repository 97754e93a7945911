import { newInvitation } from '@holdfast/shared/accounts';
import { CreateBase, TextInput } from 'react-admin';
import { RolesInput } from '../staff/RolesInput.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskForm } from '../ui/forms/DeskForm.tsx';
import { PageHead } from '../ui/PageHead.tsx';

const nobody = { email: '', roles: [] };

/** Invites somebody to the staff. */
export function InvitationCreate() {
  useCrumbs('Administration', 'Staff', 'Invite');
  return (
    <CreateBase redirect={() => 'staff'}>
      <PageHead
        title="Invite somebody"
        facts="They get an email with a link that works once, for seven days. It leads to a page where they choose their name and password."
      />
      <div className="body form">
        <DeskForm schema={newInvitation} defaultValues={nobody} submit="Send the invitation">
          <div className="form-grid">
            <TextInput className="f6" source="email" label="Email" type="email" helperText={false} />
            <RolesInput />
          </div>
        </DeskForm>
      </div>
    </CreateBase>
  );
}

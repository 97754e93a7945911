import type { Consignor } from '@holdfast/shared/consignors';
import { useNavigate } from 'react-router';
import { AdminForm } from '../ui/AdminForm.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { TextField } from '../ui/fields.tsx';
import { PageHead } from '../ui/PageHead.tsx';

export function ConsignorCreate() {
  useCrumbs('Consignment', 'Consignors', 'New');
  const navigate = useNavigate();
  return (
    <>
      <PageHead
        title="New consignor"
        facts="The marketplace default applies until there are percentages of their own."
      />
      <div className="body form">
        <AdminForm<Consignor>
          resource="consignors"
          defaults={{ name: '', email: '', plan: 'Standard' }}
          submit="Take in this consignor"
          onDone={(made) => navigate(`/consignors/${made.id}/show`)}
        >
          <div className="form-grid">
            <TextField source="name" label="Name" span={6} />
            <TextField source="email" label="Email" type="email" span={6} />
            <TextField
              source="plan"
              label="Plan"
              span={6}
              hint="What is agreed with them, such as Standard or Broker."
            />
          </div>
        </AdminForm>
      </div>
    </>
  );
}

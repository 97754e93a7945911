import { newConsignor } from '@holdfast/shared/consignors';
import { CreateBase } from 'react-admin';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskForm } from '../ui/forms/DeskForm.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { ConsignorInputs } from './ConsignorInputs.tsx';
import { bodyOf, fieldOf, noConsignor } from './consignorValues.ts';

export function ConsignorCreate() {
  useCrumbs('Consignment', 'Consignors', 'New');
  return (
    <CreateBase redirect="show">
      <PageHead
        title="New consignor"
        facts="The marketplace default applies until there are percentages of their own."
      />
      <div className="body form">
        <DeskForm
          schema={newConsignor}
          defaultValues={noConsignor}
          bodyOf={bodyOf}
          fieldOf={fieldOf}
          submit="Add the consignor"
        >
          <ConsignorInputs />
        </DeskForm>
      </div>
    </CreateBase>
  );
}

import { type Consignor, consignorCorrection } from '@holdfast/shared/consignors';
import { EditBase, useEditContext } from 'react-admin';
import { RecordLog } from '../audit/RecordLog.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { DeskForm } from '../ui/forms/DeskForm.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { formQuery } from '../ui/wholeRecord.ts';
import { ConsignorInputs } from './ConsignorInputs.tsx';
import { factsOf, fieldOf, listTexts } from './consignorValues.ts';

/** Corrects a consignor's facts; the log below shows the earlier ones. */
export function ConsignorEdit() {
  return (
    <EditBase<Consignor>
      mutationMode="pessimistic"
      redirect="show"
      error={<Trouble />}
      loading={<Reading what="the consignor" />}
      queryOptions={formQuery}
    >
      <Page />
    </EditBase>
  );
}

function Page() {
  const { record } = useEditContext<Consignor>();
  useCrumbs('Consignment', 'Consignors', record?.name ?? '', 'Correct');
  if (!record) return null;
  return (
    <>
      <PageHead
        title={`Correct ${record.name}`}
        facts="The log below keeps what was known before. Plans with their start and end stand on the consignor’s page."
      />
      <div className="body form">
        <DeskForm
          schema={consignorCorrection}
          defaultValues={listTexts(record)}
          bodyOf={factsOf}
          fieldOf={fieldOf}
          submit="Save the correction"
        >
          <ConsignorInputs id={record.id} />
        </DeskForm>
        <RecordLog />
      </div>
    </>
  );
}

function Trouble() {
  const { error, refetch } = useEditContext();
  return <ErrorMessage what="This consignor couldn’t be loaded." error={error} retry={() => refetch()} />;
}

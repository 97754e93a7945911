import { consignedWays, type DeliveryDetail, wayChange, wayNames } from '@holdfast/shared/deliveries';
import { SelectInput, useNotify } from 'react-admin';
import { ReasonInput } from '../ui/forms/ReasonInput.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';

const blank = { way: null, reason: '' };

/** Changes how sold tickets reach their fan. */
export function WayPanel({ record, close }: { record: DeliveryDetail; close: () => void }) {
  const notify = useNotify();
  return (
    <LeavablePanel
      title="They come another way"
      about={`Sold as: ${wayNames[record.way]}. Fan and consignor are told. It is to send anew, with the proof of the new way, and due as an order that is paid now.`}
      leave="Keep the way"
      onLeave={close}
    >
      <UpdateForm<DeliveryDetail>
        resource="deliveryWays"
        id={record.id}
        schema={wayChange}
        bodyOf={({ way, reason }) => ({ way, reason, version: record.version })}
        defaultValues={blank}
        submit="Change the way"
        onDone={({ way }) => {
          notify(`It comes by ${wayNames[way]} now; fan and consignor are told.`, { type: 'success' });
          close();
        }}
      >
        <div className="form-grid stacked">
          <SelectInput
            source="way"
            label="New way"
            choices={consignedWays
              .filter((way) => way !== record.way)
              .map((id) => ({ id, name: wayNames[id] }))}
            helperText={false}
          />
          <ReasonInput />
        </div>
      </UpdateForm>
    </LeavablePanel>
  );
}

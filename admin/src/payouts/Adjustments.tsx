/** Adjusts what a consignor is owed. */
import { adjustmentKinds, adjustmentNames, newAdjustment, type PayableShown } from '@holdfast/shared/payouts';
import { useMemo } from 'react';
import { SelectInput, useNotify } from 'react-admin';
import { MoneyInput } from '../ui/forms/FigureInputs.tsx';
import { ReasonInput } from '../ui/forms/ReasonInput.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';

const kinds = adjustmentKinds.map((id) => ({ id, name: adjustmentNames[id] }));

/** Gives or takes something besides sales. */
export function AdjustPanel({ record, close }: { record: PayableShown; close: () => void }) {
  const notify = useNotify();
  const defaults = useMemo(() => ({ kind: 'goodwill', amount: null, reason: '' }), []);
  return (
    <LeavablePanel
      title="Adjust what is owed"
      about="An entry of the books with your reason, which the consignor reads on the statement. The next run takes it. Above the limit of the settings a colleague approves it first."
      leave="Don’t adjust"
      onLeave={close}
    >
      <UpdateForm<PayableShown>
        resource="payableAdjustments"
        id={record.id}
        schema={newAdjustment}
        defaultValues={defaults}
        submit="Book it"
        onDone={({ requests }) => {
          const waits = requests.some(({ state }) => state === 'waiting');
          notify(waits ? 'It waits for a colleague.' : 'It is in the books.', { type: 'success' });
          close();
        }}
      >
        <div className="form-grid stacked">
          <SelectInput source="kind" label="What it is" choices={kinds} helperText={false} />
          <MoneyInput source="amount" label="Amount" />
          <ReasonInput />
        </div>
      </UpdateForm>
    </LeavablePanel>
  );
}

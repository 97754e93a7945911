import { lossDecision, type PayableShown } from '@holdfast/shared/payouts';
import { useMemo } from 'react';
import { RadioButtonGroupInput, useNotify } from 'react-admin';
import { amountOf } from '../ui/figures.tsx';
import { ReasonInput } from '../ui/forms/ReasonInput.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';

const choices = [
  { id: 'consignor', name: 'The consignor: it is taken back, and later payouts settle what was paid' },
  { id: 'marketplace', name: 'The marketplace: the consignor keeps it, or is paid as for any other sale' },
];

/** Who bears a sale whose payment the fan's bank took back for good. */
export function LossPanel({
  record,
  lost: { order, event, loss },
  close,
}: {
  record: PayableShown;
  lost: PayableShown['orders'][number];
  close: () => void;
}) {
  const notify = useNotify();
  const defaults = useMemo(() => ({ bears: null, reason: '' }), []);
  return (
    <LeavablePanel
      title="Who bears it?"
      about={`${order?.code}, ${event?.name ?? ''}: the fan’s bank gave the money back to the fan. The consignor’s part of it is ${amountOf(loss ?? 0)} ${record.currency}.`}
      leave="Decide later"
      onLeave={close}
    >
      <UpdateForm<PayableShown>
        resource="payableLosses"
        id={record.id}
        schema={lossDecision}
        bodyOf={(values) => ({ ...values, reservationId: order?.id })}
        defaultValues={defaults}
        submit="Decide"
        onDone={() => {
          notify('It is decided.', { type: 'success' });
          close();
        }}
      >
        <div className="form-grid stacked">
          <RadioButtonGroupInput
            source="bears"
            label="Who bears it?"
            choices={choices}
            row={false}
            helperText={false}
          />
          <ReasonInput />
        </div>
      </UpdateForm>
    </LeavablePanel>
  );
}

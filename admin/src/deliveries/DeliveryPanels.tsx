import {
  type DeliveryDetail,
  deliveryProof,
  failure,
  failureFaults,
  faultNames,
  receipt,
  wayNames,
} from '@holdfast/shared/deliveries';
import { useMemo } from 'react';
import { SelectInput, TextInput, useNotify } from 'react-admin';
import { ReasonInput } from '../ui/forms/ReasonInput.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';

interface PanelProps {
  record: DeliveryDetail;
  close: () => void;
}

/** What each way asks for. */
const asks: Record<DeliveryDetail['way'], string> = {
  transfer: 'Give the number of the transfer, or upload a picture of its confirmation first.',
  file: 'Upload a file for each ticket first, or one for all of them.',
  barcode: 'Give the barcode of each ticket. One that a fan of this event got before is refused.',
  willCall: 'Say where the fan picks them up, and under which name.',
  courier: 'Give the tracking number.',
  gateCode: '',
};

/** Marks it as sent: the fan sees it and gets an email. */
export function SendPanel({ record, close }: PanelProps) {
  const notify = useNotify();
  const { way, recipient, tickets, version } = record;
  const codes = way === 'barcode';
  const defaults = useMemo(
    () => ({
      reference: record.reference ?? '',
      note: record.note ?? '',
      codes: Object.fromEntries(tickets.map(({ id, barcode }) => [id, barcode ?? ''])),
    }),
    [record.reference, record.note, tickets],
  );
  const bodyOf = ({ reference, note, codes: given }: Record<string, unknown>) => ({
    reference: String(reference ?? ''),
    note: String(note ?? ''),
    version,
    ...(codes
      ? {
          barcodes: tickets.map(({ id }) => ({
            ticketId: id,
            code: String((given as Record<string, string> | undefined)?.[id] ?? ''),
          })),
        }
      : {}),
  });
  const fieldOf = (field: string) => {
    const [, at] = /^barcodes\.(\d+)/.exec(field) ?? [];
    return at === undefined ? field : `codes.${tickets[Number(at)]?.id}`;
  };
  return (
    <LeavablePanel
      title="Mark as sent"
      about={`${wayNames[way]}${way === 'transfer' && recipient ? ` to ${recipient}` : ''}. ${asks[way]} The fan gets an email and is asked to answer.`}
      leave="Not yet"
      onLeave={close}
    >
      <UpdateForm<DeliveryDetail>
        resource="deliverySends"
        id={record.id}
        schema={deliveryProof}
        bodyOf={bodyOf}
        fieldOf={fieldOf}
        defaultValues={defaults}
        submit="Mark as sent"
        onDone={() => {
          notify('It is marked as sent, and the fan is told.', { type: 'success' });
          close();
        }}
      >
        <div className="form-grid stacked">
          {codes &&
            tickets.map(({ id, label }) => (
              <TextInput key={id} source={`codes.${id}`} label={`Barcode, ${label}`} helperText={false} />
            ))}
          {(way === 'transfer' || way === 'courier') && (
            <TextInput
              source="reference"
              label={way === 'courier' ? 'Tracking number' : 'Number of the transfer'}
              helperText={false}
            />
          )}
          <TextInput source="note" label="For the fan" multiline minRows={2} helperText={false} />
        </div>
      </UpdateForm>
    </LeavablePanel>
  );
}

/** Records what the fan said on the phone, or what the app shows. */
export function ReceivePanel({ record, close }: PanelProps) {
  const notify = useNotify();
  return (
    <LeavablePanel
      title="Record as received"
      about="The fan has the tickets, as they said or as the app shows. It stands in the log under your name."
      leave="Not yet"
      onLeave={close}
    >
      <UpdateForm<DeliveryDetail>
        resource="deliveryReceipts"
        id={record.id}
        schema={receipt}
        bodyOf={() => ({ version: record.version })}
        submit="The fan has them"
        onDone={() => {
          notify('It is recorded as received.', { type: 'success' });
          close();
        }}
      >
        {null}
      </UpdateForm>
    </LeavablePanel>
  );
}

/** Says that it can't be delivered, and whose part it is. */
export function FailPanel({ record, close }: PanelProps) {
  const notify = useNotify();
  return (
    <LeavablePanel
      title="It can’t be delivered"
      about="The order waits in support’s queue then, with whose part it is. Its fan reads on the order’s page that our team decides what follows. Nothing is refunded by this."
      leave="Keep trying"
      onLeave={close}
    >
      <UpdateForm<DeliveryDetail>
        resource="deliveryFailures"
        id={record.id}
        schema={failure}
        bodyOf={({ fault, reason }) => ({ fault, reason, version: record.version })}
        defaultValues={blank}
        submit="It failed"
        onDone={() => {
          notify('It is in support’s queue.', { type: 'success' });
          close();
        }}
      >
        <div className="form-grid stacked">
          <SelectInput
            source="fault"
            label="Whose part is it?"
            choices={failureFaults.map((id) => ({ id, name: faultNames[id] }))}
            helperText={false}
          />
          <ReasonInput />
        </div>
      </UpdateForm>
    </LeavablePanel>
  );
}

const blank = { fault: null, reason: '' };

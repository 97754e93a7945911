import type { DeliveryProof, OwnDelivery } from '@holdfast/shared/deliveries';
import { api } from '../api/api.ts';
import { Field } from '../ui/Field.tsx';
import { useSubmission } from '../ui/useSubmission.ts';

interface Props {
  delivery: OwnDelivery;
  close(): void;
  changed(): void;
}

/** What each way asks for, in words. */
const asks: Record<OwnDelivery['way'], string> = {
  transfer: 'Give the number of the transfer, or add a picture of its confirmation above.',
  file: 'Add a file for each ticket above, or one for all of them.',
  barcode: 'Give the barcode of each ticket.',
  willCall: 'Say where the fan picks them up, and under which name.',
  courier: 'Give the tracking number.',
  gateCode: '',
};

/** Says that the tickets were sent, with the proof. */
export function SendForm({ delivery, close, changed }: Props) {
  const { id, way, tickets, version, reference } = delivery;
  const submission = useSubmission(async (given) => {
    const proof: DeliveryProof = {
      reference: given('reference'),
      note: given('note'),
      version,
      ...(way === 'barcode'
        ? { barcodes: tickets.map(({ id: ticketId }) => ({ ticketId, code: given(`code-${ticketId}`) })) }
        : {}),
    };
    await api.sendOwnDelivery(id, proof);
    changed();
  });
  const { submit, errors, failure, isBusy } = submission;
  const general = failure ?? errors.files ?? errors.barcodes ?? null;
  return (
    <form className="form" method="post" noValidate onSubmit={submit}>
      {general !== null && (
        <p className="msg" role="alert">
          {general}
        </p>
      )}
      <p>{asks[way]}</p>
      {way === 'barcode' &&
        tickets.map(({ id: ticketId, label, barcode }, at) => (
          <Field
            key={ticketId}
            label={`Barcode, ${label}`}
            name={`code-${ticketId}`}
            autoComplete="off"
            value={barcode ?? ''}
            error={errors[`barcodes.${at}.code`]}
          />
        ))}
      {(way === 'transfer' || way === 'courier') && (
        <Field
          label={way === 'courier' ? 'Tracking number' : 'Number of the transfer'}
          name="reference"
          autoComplete="off"
          value={reference ?? ''}
          error={errors.reference}
        />
      )}
      <Field
        label={
          way === 'willCall' ? 'Where, and under which name' : 'Anything that the fan must know (optional)'
        }
        name="note"
        autoComplete="off"
        value={delivery.note ?? ''}
        error={errors.note}
      />
      <div className="acts">
        <button type="submit" className="btn btn-go" aria-disabled={isBusy || undefined}>
          {isBusy ? 'Saving…' : 'They are sent'}
        </button>
        <button type="button" className="btn" onClick={close}>
          Not yet
        </button>
      </div>
    </form>
  );
}

/** Says that the tickets can't be sent. */
export function FailForm({ delivery: { id, version }, close, changed }: Props) {
  const { submit, errors, failure, isBusy } = useSubmission(async (given) => {
    await api.failOwnDelivery(id, { reason: given('reason'), version });
    changed();
  });
  return (
    <form className="form" method="post" noValidate onSubmit={submit}>
      {failure !== null && (
        <p className="msg" role="alert">
          {failure}
        </p>
      )}
      <p>
        Our team then decides what the fan gets instead, and you aren’t paid for these tickets if the order is
        refunded.
      </p>
      <Field label="What happened" name="reason" autoComplete="off" error={errors.reason} />
      <div className="acts">
        <button type="submit" className="btn btn-go" aria-disabled={isBusy || undefined}>
          {isBusy ? 'Saving…' : 'I can’t send them'}
        </button>
        <button type="button" className="btn" onClick={close}>
          Keep trying
        </button>
      </div>
    </form>
  );
}

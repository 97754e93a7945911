/** Panels of a payout: what finance says happened to the money. */
import {
  type PayoutShown,
  payoutPaid,
  payoutRetry,
  payoutSettled,
  payoutStep,
} from '@holdfast/shared/payouts';
import { useMemo } from 'react';
import { DayInput } from '../ui/dates/DateInputs.tsx';
import { FormPanel } from '../ui/forms/FormPanel.tsx';
import { ReasonPanel } from '../ui/forms/ReasonPanel.tsx';
import { PaidInputs } from './RunPanels.tsx';

/** What is said of a payout. */
export type PayoutStep = 'pay' | 'settle' | 'refuse' | 'return' | 'reverse' | 'retry' | 'cancel';

/** The panel of a step. */
export function PayoutPanel({
  panel,
  record,
  close,
}: {
  panel: PayoutStep;
  record: PayoutShown;
  close: () => void;
}) {
  const withVersion = (values: Record<string, unknown>) => ({ ...values, version: record.version });
  switch (panel) {
    case 'pay':
      return <PayPanel record={record} close={close} />;
    case 'settle':
      return <SettlePanel record={record} close={close} />;
    case 'retry':
      return <RetryPanel record={record} close={close} />;
    case 'refuse':
      return (
        <ReasonPanel
          title="The bank refused it"
          about="It is owed again at once, and waits here to be paid once more, with its own key, or left to a later run."
          leave="It didn’t"
          close={close}
          resource="payoutRefusals"
          id={record.id}
          schema={payoutStep}
          bodyOf={withVersion}
          submit="The bank refused it"
          done="It is owed again."
        />
      );
    case 'return':
      return (
        <ReasonPanel
          title="It came back"
          about="The money is back on your account. It is owed again at once, and waits here to be paid once more or left to a later run."
          leave="It didn’t"
          close={close}
          resource="payoutReturns"
          id={record.id}
          schema={payoutStep}
          bodyOf={withVersion}
          submit="It came back"
          done="It is owed again."
        />
      );
    case 'reverse':
      return (
        <ReasonPanel
          title="Take it back from Stripe"
          about="Stripe is asked to take the transfer back from the consignor’s account. Once it did, the payout is owed again; where the money was paid on to their bank already, it can’t."
          leave="Leave it there"
          close={close}
          resource="payoutReversals"
          id={record.id}
          schema={payoutStep}
          bodyOf={withVersion}
          submit="Take it back"
          done="Stripe is asked; its answer shows here within seconds."
        />
      );
    case 'cancel':
      return (
        <ReasonPanel
          title="Don’t pay it"
          about="Nothing is paid. Its entries wait for a later run."
          leave="Keep it"
          close={close}
          resource="payoutCancellations"
          id={record.id}
          schema={payoutStep}
          bodyOf={withVersion}
          submit="Don’t pay it"
          done="Its entries wait for a later run."
        />
      );
  }
}

function PayPanel({ record, close }: { record: PayoutShown; close: () => void }) {
  const defaults = useMemo(() => ({ way: 'bankTransfer', reference: '', paidOn: '' }), []);
  return (
    <FormPanel
      title="It was paid"
      about="The books follow, and the consignor gets an email with the reference."
      leave="Not yet"
      close={close}
      resource="payoutPayments"
      id={record.id}
      schema={payoutPaid}
      bodyOf={(values) => ({ ...values, version: record.version })}
      defaultValues={defaults}
      submit="It was paid"
      done="The books have it, and the consignor is told."
    >
      <PaidInputs />
    </FormPanel>
  );
}

function RetryPanel({ record, close }: { record: PayoutShown; close: () => void }) {
  const defaults = useMemo(() => ({}), []);
  return (
    <FormPanel
      title="Pay it once more"
      about="It waits to be paid again, under the approval of its run."
      leave="Not now"
      close={close}
      resource="payoutRetries"
      id={record.id}
      schema={payoutRetry}
      bodyOf={() => ({ version: record.version })}
      defaultValues={defaults}
      submit="Pay it once more"
      done="It waits to be paid."
    >
      {null}
    </FormPanel>
  );
}

function SettlePanel({ record, close }: { record: PayoutShown; close: () => void }) {
  const defaults = useMemo(() => ({ paidOn: record.paidOn ?? '' }), [record.paidOn]);
  return (
    <FormPanel
      title="The bank paid it"
      about="The books have it since its file was made. The consignor gets an email with the reference."
      leave="Not yet"
      close={close}
      resource="payoutSettlements"
      id={record.id}
      schema={payoutSettled}
      bodyOf={(values) => ({ ...values, version: record.version })}
      defaultValues={defaults}
      submit="The bank paid it"
      done="It is paid, and the consignor is told."
    >
      <div className="form-grid stacked">
        <DayInput source="paidOn" label="Paid on" />
      </div>
    </FormPanel>
  );
}

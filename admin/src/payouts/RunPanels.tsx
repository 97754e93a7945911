/** Panels of a run: made, withdrawn, paid. */
import {
  handWays,
  newPayoutRun,
  type PayoutRunShown,
  payoutHold,
  payoutWayNames,
  runPaid,
} from '@holdfast/shared/payouts';
import { useMemo } from 'react';
import { CreateBase, SelectInput, TextInput, useNotify, useRedirect } from 'react-admin';
import { DayInput } from '../ui/dates/DateInputs.tsx';
import { amountOf, plural } from '../ui/figures.tsx';
import { DeskForm } from '../ui/forms/DeskForm.tsx';
import { MoneyInput } from '../ui/forms/FigureInputs.tsx';
import { FormPanel } from '../ui/forms/FormPanel.tsx';
import { ReasonPanel } from '../ui/forms/ReasonPanel.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';

const wayChoices = handWays.map((id) => ({ id, name: payoutWayNames[id] }));
/** Finance's usual smallest payout, minor units; each run may have its own. */
const usualMinimum = 100;

/** Makes a run of everything that may be paid now. */
export function MakeRun({ close }: { close: () => void }) {
  const notify = useNotify();
  const redirect = useRedirect();
  const defaults = useMemo(() => ({ minimum: usualMinimum, note: '' }), []);
  return (
    <LeavablePanel
      title="Make a run"
      about="It takes what may be paid now, a payout for each consignor, and freezes it. Nothing is paid before a colleague approves it."
      leave="Don’t make one"
      onLeave={close}
    >
      <CreateBase<PayoutRunShown>
        resource="payout-runs"
        redirect={false}
        mutationOptions={{
          onSuccess: (made) => {
            notify(
              made.state === 'making'
                ? 'The run is being made. You may leave the page; it goes on.'
                : 'The run is made. A colleague approves it.',
              { type: 'success' },
            );
            redirect(`/payout-runs/${made.id}/show`);
          },
        }}
      >
        <DeskForm schema={newPayoutRun} defaultValues={defaults} submit="Make the run">
          <div className="form-grid stacked">
            <MoneyInput
              source="minimum"
              label="Smallest payout"
              helperText="Who is owed less waits for a later run."
            />
            <TextInput source="note" label="Note for colleagues, or nothing" helperText={false} />
          </div>
        </DeskForm>
      </CreateBase>
    </LeavablePanel>
  );
}

/** The fields of how something was paid. */
export function PaidInputs() {
  return (
    <div className="form-grid stacked">
      <SelectInput source="way" label="How it was paid" choices={wayChoices} helperText={false} />
      <TextInput
        source="reference"
        label="Reference"
        helperText="What the consignor’s bank or the check shows, such as “Check 1042”."
      />
      <DayInput source="paidOn" label="Paid on" />
    </div>
  );
}

/** All approved payouts of a run were paid. */
export function PayRun({ record, close }: { record: PayoutRunShown; close: () => void }) {
  const { payouts, amount } = record.toPay.bank;
  const defaults = useMemo(() => ({ way: 'bankTransfer', reference: '', paidOn: '' }), []);
  return (
    <FormPanel
      title="They were paid"
      about={`${plural(payouts, 'payout')}, ${amountOf(amount)} ${record.amount.currency}. The books follow, and each consignor gets an email with the reference.`}
      leave="Not yet"
      close={close}
      resource="payoutRunPayments"
      id={record.id}
      schema={runPaid}
      defaultValues={defaults}
      submit="They were paid"
      done="The books have it, and the consignors are told."
    >
      <PaidInputs />
    </FormPanel>
  );
}

/** Ends a run that wasn't approved. */
export function WithdrawRun({ record, close }: { record: PayoutRunShown; close: () => void }) {
  return (
    <ReasonPanel
      title="Withdraw the run"
      about="Nothing of it is paid. What was in it may be paid by the next run."
      leave="Keep it"
      close={close}
      resource="payoutRunWithdrawals"
      id={record.id}
      schema={payoutHold}
      submit="Withdraw it"
      done="The run is withdrawn. A large one takes a moment."
    />
  );
}

/** A run's payouts to accounts at Stripe: what can't be sent is named with its reason before anything is. */
import type { PayoutRunShown, TransferPlan } from '@holdfast/shared/payouts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'react-admin';
import { Link } from 'react-router';
import { call } from '../dataProvider/index.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { amountOf, plural } from '../ui/figures.tsx';
import { useSubmissionKey } from '../ui/forms/useSubmissionKey.ts';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';
import { Reading } from '../ui/Reading.tsx';

export function SendTransfers({ run, close }: { run: PayoutRunShown; close: () => void }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['transfer-plan', run.id, run.counts],
    queryFn: () => call<TransferPlan>(`/admin/payout-runs/${run.id}/transfers`),
    placeholderData: (earlier) => earlier,
    refetchOnWindowFocus: false,
  });
  return (
    <LeavablePanel
      title="Send them by Stripe"
      about="The money leaves the balance at Stripe for the consignors’ own accounts there, each payout once. What Stripe refuses is owed again."
      leave="Not now"
      onLeave={close}
    >
      {error ? (
        <ErrorMessage what="The dry run couldn’t be loaded." error={error} retry={() => refetch()} />
      ) : data ? (
        <Plan run={run} plan={data} close={close} />
      ) : (
        <Reading what="the dry run" />
      )}
    </LeavablePanel>
  );
}

function Plan({ run, plan, close }: { run: PayoutRunShown; plan: TransferPlan; close: () => void }) {
  const { payouts, amount, leftOut } = plan;
  const { error, isPending, send } = useSending(run, close);
  return (
    <>
      <p className="note" role="status">
        {payouts === 0
          ? 'Nothing can be sent by Stripe now.'
          : `${plural(payouts, 'payout')}, ${amountOf(amount.amount)} ${amount.currency}.`}
      </p>
      {leftOut.length > 0 && (
        <>
          <p>
            <b>Left out, and still to pay: {leftOut.length}</b>
          </p>
          <ul className="left-out">
            {leftOut.map(({ payoutId, consignor, amount: sum, why }) => (
              <li key={payoutId}>
                <Link to={`/payables/${consignor.id}/show`}>{consignor.name}</Link>, {amountOf(sum)}: {why}
              </li>
            ))}
          </ul>
        </>
      )}
      {error && (
        <p className="note danger" role="alert">
          {error}
        </p>
      )}
      {payouts > 0 && (
        <p style={{ margin: '10px 0' }}>
          <button type="button" className="btn p" disabled={isPending} onClick={send}>
            Send {amountOf(amount.amount)}
          </button>
        </p>
      )}
    </>
  );
}

function useSending(run: PayoutRunShown, close: () => void) {
  const notify = useNotify();
  const queries = useQueryClient();
  const { keyFor } = useSubmissionKey();
  const sending = useMutation({
    mutationFn: () =>
      call<PayoutRunShown>(`/admin/payout-runs/${run.id}/transfers`, {
        method: 'POST',
        idempotencyKey: keyFor([run.id, run.counts, run.steps]),
      }),
    onSuccess() {
      notify('They are on their way: Stripe’s answer shows here within seconds.', { type: 'success' });
      close();
    },
    onSettled: () => queries.invalidateQueries(),
  });
  return {
    error: sending.error?.message ?? null,
    isPending: sending.isPending,
    send: () => sending.mutate(),
  };
}

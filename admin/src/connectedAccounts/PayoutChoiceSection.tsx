/** How a consignor is paid, and how their account at Stripe stands. Nothing of it is shown while the marketplace doesn't pay by Stripe. */
import {
  connectedStateNames,
  type PayoutChoice,
  paidByNames,
  payToBank,
} from '@holdfast/shared/connectedAccounts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'react-admin';
import { call } from '../dataProvider/index.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { ReasonPanel } from '../ui/forms/ReasonPanel.tsx';
import { useSubmissionKey } from '../ui/forms/useSubmissionKey.ts';
import { workTime } from '../ui/time.ts';

const pathOf = (consignorId: string) => `/admin/consignors/${consignorId}/payout-choice`;

export function PayoutChoiceSection({ consignorId, toBank }: { consignorId: string; toBank: () => void }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['payout-choice', consignorId],
    queryFn: () => call<PayoutChoice>(pathOf(consignorId)),
    refetchOnWindowFocus: false,
  });
  if (data && !data.isOn) return null;
  return (
    <section className="sec">
      <h2>
        How they are paid{' '}
        <small>{data && (data.paidBy === 'stripe' ? 'by Stripe' : 'by bank or by hand')}</small>
      </h2>
      {error && <ErrorMessage what="It couldn’t be loaded." error={error} retry={() => refetch()} />}
      {data && (
        <>
          {data.account?.payoutProblem && (
            <p className="note warn">
              {data.account.payoutProblem.text} The money stays in the consignor’s account at Stripe; it
              didn’t come back to us.
            </p>
          )}
          <Account choice={data} />
          <Actions consignorId={consignorId} choice={data} toBank={toBank} />
        </>
      )}
    </section>
  );
}

function Account({ choice: { account, hold } }: { choice: PayoutChoice }) {
  if (account === null) return <p className="mut">They have no account at Stripe.</p>;
  return (
    <dl className="kv facts" style={{ maxWidth: 760 }}>
      <dt>Account at Stripe</dt>
      <dd>
        {connectedStateNames[account.state]}
        {account.why && `: ${account.why}`}
      </dd>
      {hold?.until && (
        <>
          <dt>Used</dt>
          <dd>From {workTime(hold.until)} on; runs leave them out until then.</dd>
        </>
      )}
      <dt>Stripe’s id</dt>
      <dd className="id">{account.stripeId ?? 'None yet: Stripe hasn’t answered'}</dd>
      <dt>Begun</dt>
      <dd>{workTime(account.startedAt)}</dd>
      {account.askedAt && (
        <>
          <dt>Stripe said so</dt>
          <dd>{workTime(account.askedAt)}</dd>
        </>
      )}
    </dl>
  );
}

function Actions({
  consignorId,
  choice: { paidBy, account },
  toBank,
}: {
  consignorId: string;
  choice: PayoutChoice;
  toBank: () => void;
}) {
  const invite = useAsking(consignorId, 'invite', 'The email is on its way to the consignor.');
  const ask = useAsking(consignorId, 'ask', 'This is what Stripe says now.');
  const isBusy = invite.isPending || ask.isPending;
  return (
    <p style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 10 }}>
      {account?.state !== 'enabled' && (
        <button type="button" className="btn" disabled={isBusy} onClick={() => invite.mutate()}>
          Email them the way to Stripe
        </button>
      )}
      {account?.stripeId && (
        <button type="button" className="btn" disabled={isBusy} onClick={() => ask.mutate()}>
          Ask Stripe now
        </button>
      )}
      {paidBy === 'stripe' && (
        <button type="button" className="btn" onClick={toBank}>
          Pay them to bank data…
        </button>
      )}
    </p>
  );
}

function useAsking(consignorId: string, what: 'invite' | 'ask', done: string) {
  const notify = useNotify();
  const queries = useQueryClient();
  const { keyFor } = useSubmissionKey();
  return useMutation({
    mutationFn: () =>
      call<PayoutChoice>(`${pathOf(consignorId)}/${what}`, {
        method: 'POST',
        idempotencyKey: keyFor([consignorId, what, Date.now()]),
      }),
    onSuccess: () => notify(done, { type: 'success' }),
    onError: (error) => notify(error.message, { type: 'error' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['payout-choice', consignorId] }),
  });
}

/** Finance has a consignor paid to bank data again. */
export function PayToBankPanel({ consignorId, close }: { consignorId: string; close: () => void }) {
  const queries = useQueryClient();
  return (
    <ReasonPanel
      title="Pay them to bank data"
      about={`They are paid by ${paidByNames.bank.toLowerCase()} or by hand again, after the waiting time of new bank data, and are told by email. Their account at Stripe stays.`}
      leave="Leave it as it is"
      close={close}
      resource="payToBank"
      id={consignorId}
      schema={payToBank}
      submit="Pay them to bank data"
      done="They are paid to bank data after the waiting time."
      after={() => void queries.invalidateQueries()}
    />
  );
}

/** The order's payments at Stripe, and confirming one by its id there. */
import { type PaymentProven, paymentProof } from '@holdfast/shared/payments';
import type { SupportCase } from '@holdfast/shared/support';
import { useState } from 'react';
import { TextInput, useNotify } from 'react-admin';
import { ReasonInput } from '../ui/forms/ReasonInput.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { lookOf } from '../ui/states.ts';

export function CaseAtStripe({ data, mayAct }: { data: SupportCase; mayAct: boolean }) {
  const [proving, setProving] = useState<string | null>(null);
  const { stripe, actors } = data;
  if (stripe.length === 0) return null;
  const stateOf = (id: string) => actors.find((actor) => actor.id === id)?.state;
  // Of a try that Stripe declined there is nothing to confirm; another word of it is heard within minutes.
  const mayBeProven = (id: string) => {
    const state = stateOf(id);
    return state !== undefined && !state.startsWith('settled') && state !== 'ended.failed';
  };
  return (
    <section style={{ marginTop: 16 }}>
      <h2 className="ruled">At Stripe</h2>
      <ul className="mail-list">
        {stripe.map((each) => (
          <li key={each.paymentId}>
            <code>{each.stripeId ?? 'no id known'}</code>{' '}
            <span className="mut">{lookOf('payment', stateOf(each.paymentId) ?? '').word.toLowerCase()}</span>
            {mayAct && mayBeProven(each.paymentId) && proving === null && (
              <button type="button" className="link" onClick={() => setProving(each.paymentId)}>
                Confirm by its id at Stripe…
              </button>
            )}
          </li>
        ))}
      </ul>
      {proving !== null && (
        <ProofForm
          paymentId={proving}
          stripeId={stripe.find(({ paymentId }) => paymentId === proving)?.stripeId ?? ''}
          close={() => setProving(null)}
        />
      )}
    </section>
  );
}

function ProofForm({
  paymentId,
  stripeId,
  close,
}: {
  paymentId: string;
  stripeId: string;
  close: () => void;
}) {
  const notify = useNotify();
  const [defaults] = useState({ stripeId, reason: '' });
  useShortcuts([{ keys: 'Escape', does: 'leave it', run: close, inFields: true }]);
  return (
    <div className="what-if">
      <p className="note info">
        Give the payment’s id from Stripe’s dashboard. Stripe is asked about exactly that: if amount, currency
        and order are this payment’s, what it says is followed as if it had told us.
      </p>
      <UpdateForm<PaymentProven>
        resource="paymentProofs"
        id={paymentId}
        schema={paymentProof}
        defaultValues={defaults}
        submit="Ask Stripe about it"
        onDone={({ said, state }) => {
          notify(`Stripe says ${said}. The payment is ${lookOf('payment', state).word.toLowerCase()} now.`, {
            type: 'success',
          });
          close();
        }}
      >
        <div className="form-grid stacked">
          <TextInput source="stripeId" label="Id at Stripe" helperText="It begins with pi_." />
          <ReasonInput />
        </div>
      </UpdateForm>
      <button type="button" className="btn t w" onClick={close}>
        Leave it <kbd>Esc</kbd>
      </button>
    </div>
  );
}

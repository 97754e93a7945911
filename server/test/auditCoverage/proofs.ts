/** Audit case of a payment that is confirmed by its id at Stripe. */

import { buildListing } from '../factories/listings.ts';
import { Fan, injectFaults } from '../fan.ts';
import { sandboxStripe } from '../sandboxStripe.ts';
import { type Case, changes } from './case.ts';

const reason = 'It stands in the dashboard';

/** The case. Stripe canceled a payment that waits for its fan, and no webhook told. */
export const proofCases: Case[] = [
  changes({ by: 'support', route: 'POST /admin/payments/:id/proof' }, async (bench) => {
    const fan = new Fan(bench.running);
    const { body } = await fan.hold((await buildListing(bench.app)).id, 1);
    await fan.pay(body.id, '4000002500003155');
    await fan.until(body.id, ({ payment }) => payment?.state === 'requiresAction');
    const payment = await bench.app.db('payments').where({ reservation_id: body.id }).first();
    const stripe = sandboxStripe(bench.running);
    await injectFaults(bench.running.sandboxUrl, { loseWebhooks: true });
    await stripe.paymentIntents.cancel(payment.stripe_id);
    await injectFaults(bench.running.sandboxUrl, null);
    return {
      path: `/admin/payments/${payment.id}/proof`,
      body: { stripeId: payment.stripe_id, reason },
      entries: [
        {
          what: 'payment.proof',
          subject: payment.id,
          reason,
          before: { state: 'open.requiresAction' },
          after: { state: 'ended.canceled', stripeId: payment.stripe_id, said: 'canceled' },
        },
      ],
    };
  }),
];

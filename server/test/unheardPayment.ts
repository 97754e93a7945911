import { buildListing } from './factories/listings.ts';
import { eventually, Fan, injectFaults } from './fan.ts';
import type { TestApp } from './runningApp.ts';
import { sandboxStripe } from './sandboxStripe.ts';

/**
 * A payment that Stripe authorized, of which neither its answer nor a webhook told. The gateway goes on like that until its
 * faults are taken away.
 */
export async function unheardPayment(app: TestApp) {
  const fan = new Fan(app);
  const { body } = await fan.hold((await buildListing(app.context, { seats: [1, 2, 3, 4] })).id, 2);
  await injectFaults(app.sandboxUrl, {
    loseAnswers: { operation: 'confirm', times: 1_000 },
    loseWebhooks: true,
  });
  await fan.pay(body.id);
  let stripeId = '';
  const { id } = await app.context.db('payments').where({ reservation_id: body.id }).first();
  await eventually('Stripe has it', async () => {
    const { data } = await sandboxStripe(app).events.list({
      types: ['payment_intent.amount_capturable_updated'],
      limit: 20,
    });
    const objects = data.map(
      (event) => event.data.object as { id: string; metadata: { paymentId?: string } },
    );
    stripeId = objects.find(({ metadata }) => metadata.paymentId === id)?.id ?? '';
    return stripeId !== '';
  });
  return { fan, id: body.id, code: body.code, paymentId: id as string, stripeId };
}

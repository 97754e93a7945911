/** The payment, tied to its row and to what it asks of Stripe. */
import {
  paymentContext,
  paymentContextV2,
  paymentMachine,
  paymentMachineV1,
  paymentMachineV2,
  paymentTimersOfV2,
  upgradePaymentToV2,
  upgradePaymentToV3,
} from '@holdfast/shared/payments/machines';
import { defineActor } from '../platform/actors/index.ts';
import { lockReservationsOf } from './locks.ts';
import { captureOrVoid, notifyFailed, settleCapture } from './settle.ts';
import { sendRefunds, settleRefund, settleReturn } from './settleRefunds.ts';
import { stripeJob } from './stripeJob.ts';

export const paymentActor = defineActor(paymentMachine, {
  prefix: 'pay',
  table: 'payments',
  context: paymentContext,
  previous: [
    { machine: paymentMachineV1, context: paymentContextV2.omit({ disputeId: true, keptDisputes: true }) },
    {
      machine: paymentMachineV2,
      context: paymentContextV2,
      upgrade: upgradePaymentToV2,
      renamedTimers: paymentTimersOfV2,
    },
  ],
  upgrade: upgradePaymentToV3,
  messages: {
    confirm: null,
    authorized: null,
    actionRequired: null,
    declined: null,
    capture: null,
    captured: null,
    void: { label: 'Void the payment', needsReason: true },
    canceled: null,
    deadlineReached: null,
    cardKnown: null,
    check: { label: 'Ask Stripe again', needsReason: true },
    refund: { label: 'Refund the order', needsReason: true },
    refundDone: null,
    refundReturned: null,
    refundAdopted: null,
    refundGivenUp: null,
    withheld: null,
    reinstated: null,
  },
  lockFirst: lockReservationsOf,
  inTransaction: {
    captureOrVoid,
    settleCapture,
    notifyFailed,
    openRefund: sendRefunds,
    settleRefund,
    settleReturn,
  },
  jobs: {
    confirmAtStripe: stripeJob('payments.confirm'),
    captureAtStripe: stripeJob('payments.capture'),
    cancelAtStripe: stripeJob('payments.cancel'),
    askStripe: stripeJob('payments.ask'),
  },
});

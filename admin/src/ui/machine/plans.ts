/** What a diagram leaves out, so that it shows a way and not a tangle. Where the boxes stand is computed. */
import type { MachineKind } from '../states.ts';

export interface DiagramPlan {
  /** Drawn grey even when nothing came that way. */
  mainWay: readonly string[];
  /** What a guard rules out though the parent state has the edge: the deadline waits while a payment is under way. */
  never?: readonly string[];
  /** Ways back that hardly anything takes: they don't decide where boxes stand. */
  rare?: readonly string[];
  /** States that only matter once one of `after` was reached; hidden until then. */
  aftermath?: { after: readonly string[]; states: readonly string[] };
}

const plans: Partial<Record<MachineKind, DiagramPlan>> = {
  reservation: {
    mainWay: [
      'pending.holding>pending.paying',
      'pending.paying>pending.holding',
      'pending.holding>expired',
      'pending.holding>cancelled',
      'pending.paying>paid',
      'pending.paying>failed',
    ],
    never: ['pending.paying>expired'],
    rare: ['pending.paying>cancelled', 'expired>paid', 'cancelled>paid', 'failed>paid'],
  },
  payment: {
    mainWay: [
      'created>confirming',
      'confirming>requiresAction',
      'requiresAction>authorized',
      'authorized>capturing',
      'capturing>succeeded',
    ],
    rare: [
      'voiding>succeeded',
      'voiding>failed',
      'failed>voiding',
      'failed>succeeded',
      'canceled>voiding',
      'canceled>succeeded',
      'refunded>succeeded',
      'refunded>partiallyRefunded',
      'partiallyRefunded>succeeded',
    ],
    aftermath: {
      after: ['succeeded', 'partiallyRefunded', 'refunded'],
      states: ['partiallyRefunded', 'refunded'],
    },
  },
  refund: {
    mainWay: ['requested>sending', 'sending>done', 'sending>failed', 'failed>sending'],
    rare: ['requested>done', 'requested>failed', 'failed>done', 'done>failed'],
    aftermath: { after: ['failed', 'givenUp', 'paidElsewhere'], states: ['givenUp', 'paidElsewhere'] },
  },
  dispute: {
    mainWay: ['open.needsResponse>open.underReview', 'open.underReview>won', 'open.underReview>lost'],
    never: ['reported>closed', 'reported>won', 'reported>lost', 'reported>open.underReview'],
    rare: ['closed>open.needsResponse', 'closed>open.underReview', 'closed>won', 'closed>lost', 'lost>won'],
    aftermath: { after: ['inquiry', 'closed'], states: ['inquiry', 'closed'] },
  },
  listing: {
    mainWay: [
      'draft>submitted',
      'submitted>live',
      'live>ended',
      'live>paused',
      'paused>live',
      'submitted>rejected',
      'rejected>submitted',
      'live>withdrawn',
    ],
  },
  import: {
    mainWay: ['uploaded>checking', 'checking>checked', 'checked>applying', 'applying>done', 'done>undoing'],
  },
};

export const planOf = (kind: MachineKind): DiagramPlan => plans[kind] ?? { mainWay: [] };

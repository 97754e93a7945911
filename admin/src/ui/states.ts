/** Each state's shape (the phase), word and tone (how urgent it is). Source: the look of the back office, "States". */

import { eachOf, type Readable } from './unreadable.ts';

export type Shape =
  | 'ring'
  | 'waiting'
  | 'half'
  | 'threeQuarters'
  | 'tick'
  | 'disc'
  | 'bars'
  | 'square'
  | 'openSquare'
  | 'clock'
  | 'arrow'
  | 'brokenArrow'
  | 'triangle'
  | 'cross';
export type Tone = 'neutral' | 'info' | 'success' | 'warn' | 'danger';
export interface StateLook {
  shape: Shape;
  word: string;
  tone: Tone;
  /** What is normal stays grey in a grid. */
  greyInGrid?: boolean;
}
export type MachineKind =
  | 'reservation'
  | 'payment'
  | 'refund'
  | 'dispute'
  | 'delivery'
  | 'listing'
  | 'import'
  | 'payout'
  | 'payoutRun'
  | 'mail'
  | 'stripeEvent'
  | 'case'
  | 'approval'
  | 'export'
  | 'apiKey'
  | 'webhook'
  | 'webhookEndpoint'
  | 'waiting'
  | 'handover';

const look = (shape: Shape, word: string, tone: Tone, greyInGrid = false): StateLook => ({
  shape,
  word,
  tone,
  greyInGrid,
});

export const stateLooks: Record<MachineKind, Record<string, StateLook>> = {
  reservation: {
    'pending.holding': look('half', 'Holding', 'info'),
    'pending.paying': look('threeQuarters', 'Paying', 'info'),
    paid: look('tick', 'Paid', 'success'),
    refunded: look('arrow', 'Refunded', 'neutral'),
    expired: look('clock', 'Expired', 'neutral'),
    cancelled: look('square', 'Canceled', 'neutral'),
    failed: look('cross', 'Failed', 'danger'),
  },
  payment: {
    created: look('ring', 'Created', 'neutral'),
    confirming: look('half', 'Confirming', 'info'),
    requiresAction: look('waiting', 'Needs 3-D Secure', 'warn'),
    authorized: look('threeQuarters', 'Authorized', 'info'),
    capturing: look('threeQuarters', 'Capturing', 'info'),
    voiding: look('half', 'Voiding', 'info'),
    succeeded: look('tick', 'Succeeded', 'success'),
    failed: look('cross', 'Declined', 'danger'),
    canceled: look('square', 'Canceled', 'neutral'),
    partiallyRefunded: look('brokenArrow', 'Part refunded', 'neutral'),
    refunded: look('arrow', 'Refunded', 'neutral'),
  },
  refund: {
    requested: look('ring', 'Requested', 'neutral'),
    sending: look('half', 'Sending', 'info'),
    done: look('arrow', 'Refunded', 'neutral'),
    failed: look('cross', 'Failed', 'danger'),
    givenUp: look('square', 'Given up', 'neutral'),
    paidElsewhere: look('arrow', 'Paid another way', 'neutral'),
  },
  dispute: {
    reported: look('ring', 'Reported', 'neutral'),
    inquiry: look('waiting', 'Inquiry', 'warn'),
    closed: look('square', 'Inquiry closed', 'neutral'),
    'open.needsResponse': look('triangle', 'Needs evidence', 'danger'),
    answered: look('half', 'Answered', 'info'),
    'open.underReview': look('half', 'Under review', 'info'),
    'open.expired': look('clock', 'Deadline passed', 'danger'),
    'open.withdrawn': look('half', 'Withdrawn, bank decides', 'info'),
    won: look('tick', 'Won', 'success'),
    lost: look('cross', 'Lost', 'danger'),
  },
  case: {
    waiting: look('waiting', 'Open', 'warn'),
    counting: look('waiting', 'Open', 'warn'),
    alarmed: look('triangle', 'Alarm', 'danger'),
    snoozed: look('clock', 'Resting', 'neutral'),
    closed: look('tick', 'Closed', 'success', true),
  },
  approval: {
    waiting: look('waiting', 'Waits', 'warn'),
    approved: look('tick', 'Approved', 'success'),
    declined: look('cross', 'Declined', 'neutral'),
    withdrawn: look('square', 'Withdrawn', 'neutral'),
    expired: look('clock', 'Expired', 'neutral'),
  },
  export: {
    requested: look('ring', 'Waits', 'neutral'),
    working: look('half', 'Being written', 'info'),
    ready: look('tick', 'Ready', 'success'),
    failed: look('cross', 'Failed', 'danger'),
    expired: look('clock', 'Deleted, time is up', 'neutral'),
    removed: look('square', 'Deleted', 'neutral'),
  },
  webhook: {
    sending: look('half', 'Being sent', 'info'),
    pausing: look('clock', 'To try again', 'warn'),
    taken: look('tick', 'Taken', 'success', true),
    failed: look('cross', 'Failed', 'danger'),
    dropped: look('square', 'Dropped', 'neutral'),
  },
  webhookEndpoint: {
    enabled: look('tick', 'Enabled', 'success', true),
    closed: look('square', 'Consignor deactivated', 'neutral'),
    gone: look('cross', 'Gone (410)', 'danger'),
    disabled: look('bars', 'Disabled', 'neutral'),
  },
  apiKey: {
    active: look('tick', 'Active', 'success', true),
    expired: look('clock', 'Expired', 'neutral'),
    revoked: look('cross', 'Revoked', 'neutral'),
    closed: look('square', 'Consignor deactivated', 'neutral'),
  },
  delivery: {
    waiting: look('ring', 'Not in hand', 'neutral'),
    due: look('waiting', 'To send', 'warn'),
    overdue: look('triangle', 'Late', 'danger'),
    sent: look('threeQuarters', 'Sent', 'info'),
    received: look('tick', 'Received', 'success', true),
    refused: look('triangle', 'Refused', 'danger'),
    failed: look('cross', 'Failed', 'danger'),
    replaced: look('square', 'Replaced', 'neutral'),
    refunded: look('arrow', 'Refunded', 'neutral'),
  },
  listing: {
    draft: look('ring', 'Draft', 'neutral'),
    submitted: look('waiting', 'To approve', 'warn'),
    live: look('disc', 'Live', 'success', true),
    paused: look('bars', 'Paused', 'neutral'),
    ended: look('openSquare', 'Ended', 'neutral'),
    withdrawn: look('square', 'Withdrawn', 'neutral'),
    rejected: look('cross', 'Rejected', 'danger'),
  },
  import: {
    uploaded: look('ring', 'Uploaded', 'neutral'),
    checking: look('half', 'Checking', 'info'),
    toMap: look('waiting', 'To map', 'warn'),
    checked: look('waiting', 'Checked', 'warn'),
    applying: look('half', 'Applying', 'info'),
    done: look('tick', 'Applied', 'success'),
    undoing: look('half', 'Undoing', 'info'),
    undone: look('openSquare', 'Undone', 'neutral'),
    failed: look('cross', 'Failed', 'danger'),
  },
  stripeEvent: {
    applied: look('tick', 'Changed', 'success', true),
    refused: look('disc', 'Nothing new', 'neutral', true),
    repeated: look('disc', 'Nothing new', 'neutral', true),
    stale: look('disc', 'Nothing new', 'neutral', true),
    unknown: look('openSquare', 'Unknown here', 'neutral', true),
    notOurs: look('openSquare', 'Not followed', 'neutral', true),
    early: look('waiting', 'Too early', 'warn'),
    failed: look('cross', 'Failed', 'danger'),
  },
  payout: {
    draft: look('ring', 'Draft', 'neutral'),
    approved: look('waiting', 'To pay', 'warn'),
    paid: look('tick', 'Paid', 'success', true),
    sending: look('half', 'On its way', 'info'),
    returned: look('brokenArrow', 'Came back', 'danger'),
    failed: look('cross', 'Refused by the bank', 'danger'),
    dropped: look('square', 'Left to a later run', 'neutral'),
    canceled: look('square', 'Not paid', 'neutral'),
  },
  payoutRun: {
    making: look('half', 'Being made', 'info'),
    approving: look('half', 'Being approved', 'info'),
    withdrawing: look('half', 'Being withdrawn', 'neutral'),
    draft: look('waiting', 'To approve', 'warn'),
    approved: look('threeQuarters', 'To pay', 'info'),
    done: look('tick', 'Done', 'success', true),
    withdrawn: look('square', 'Withdrawn', 'neutral'),
  },
  handover: {
    sent: look('waiting', 'Sent to a friend', 'neutral'),
    undated: look('waiting', 'Sent, event postponed', 'neutral'),
    accepted: look('tick', 'Accepted by a friend', 'success', true),
    declined: look('cross', 'Declined', 'neutral'),
    takenBack: look('arrow', 'Taken back', 'neutral'),
    lapsed: look('clock', 'Not accepted in time', 'neutral'),
    ended: look('square', 'Ended', 'neutral'),
  },
  waiting: {
    unconfirmed: look('ring', 'Not confirmed', 'neutral'),
    waiting: look('waiting', 'Waiting', 'neutral', true),
    offered: look('half', 'Offered', 'info'),
    resting: look('clock', 'Resting', 'neutral'),
    bought: look('tick', 'Bought', 'success'),
    lapsed: look('openSquare', 'Didn’t answer', 'neutral'),
    left: look('square', 'Left', 'neutral'),
    removed: look('cross', 'Taken off', 'neutral'),
    ended: look('disc', 'Event over', 'neutral'),
  },
  mail: {
    queued: look('ring', 'Queued', 'neutral'),
    sent: look('tick', 'Sent', 'success', true),
    kept: look('disc', 'Kept here', 'neutral', true),
    failed: look('cross', 'Failed', 'danger'),
  },
};

/** Whether states of this kind have looks. */
export const isMachineKind = (kind: string): kind is MachineKind => Object.hasOwn(stateLooks, kind);

/** One state of a kind, or several separated by commas, as a filter reads it. */
export const stateOf = (kind: MachineKind, ...further: readonly string[]): Readable =>
  eachOf((state) => further.includes(state) || Object.hasOwn(stateLooks[kind], state));

/** A state's look; of a nested state without one, its parent's, or that of its innermost name. */
export function lookOf(kind: MachineKind, state: string): StateLook {
  const looks = stateLooks[kind];
  for (let name = state; name; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    const found = looks[name];
    if (found) return found;
  }
  return looks[state.slice(state.lastIndexOf('.') + 1)] ?? look('ring', state, 'neutral');
}

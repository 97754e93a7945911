/** Each listing action's labels, shortcut and notification text. */
import {
  type Listing,
  type ListingAction,
  type UndoableAction,
  undoableActions,
} from '@holdfast/shared/listings';
import { plural } from '../../ui/figures.tsx';

export type ActionName = ListingAction['action'];

export interface ActionConfig {
  verb: string;
  /** Label where room is short. */
  short?: string;
  /** What happens to the rows. */
  outcome: string;
  /** Label while a bulk run is under way. */
  doing: string;
  /** Title of its report. */
  past: string;
  key: string;
  needsReason: boolean;
  danger: boolean;
  /** Whether the listing takes the action now, as far as its row tells. */
  can: (listing: Listing) => boolean;
  notifies: (consignors: number) => string;
}

const accepts = (message: string) => (listing: Listing) => listing.accepts.includes(message);
const isOver = ({ state }: Listing) => state === 'ended' || state === 'withdrawn';
const nobody = () => 'Nobody gets an email.';
/** One email lists everything that happened to a consignor's listings within two minutes. */
const mails = (consignors: number, what: string) =>
  consignors === 1
    ? `1 consignor gets one email with ${what}.`
    : `${plural(consignors, 'consignor')} get one email each, with ${what}.`;
const mailed = (consignors: number) => mails(consignors, 'the reason');
const quiet = { needsReason: false, danger: false };

export const actionConfig: Record<ActionName, ActionConfig> = {
  approve: {
    ...quiet,
    verb: 'Approve',
    outcome: 'Go live now',
    doing: 'Approving',
    past: 'Approved',
    key: 'a',
    can: accepts('approve'),
    notifies: (consignors) => `${mails(consignors, 'the price')} Fans see the seats at once.`,
  },
  reject: {
    verb: 'Reject',
    outcome: 'Are rejected',
    doing: 'Rejecting',
    past: 'Rejected',
    key: 'r',
    needsReason: true,
    danger: true,
    can: accepts('reject'),
    notifies: mailed,
  },
  return: {
    verb: 'Return',
    outcome: 'Go back to their consignors',
    doing: 'Returning',
    past: 'Returned',
    key: 'b',
    needsReason: true,
    danger: false,
    can: accepts('return'),
    notifies: mailed,
  },
  resubmit: {
    ...quiet,
    verb: 'Put back in the queue',
    short: 'Back in the queue',
    outcome: 'Wait for approval again',
    doing: 'Putting back',
    past: 'Put back in the queue',
    key: 'u',
    can: (listing) => accepts('resubmit')(listing) || accepts('submit')(listing),
    notifies: nobody,
  },
  pause: {
    verb: 'Pause',
    outcome: 'Leave the sale for now',
    doing: 'Pausing',
    past: 'Paused',
    key: 's',
    needsReason: true,
    danger: false,
    can: accepts('pause'),
    notifies: () => 'Nobody gets an email. Fans who hold seats keep them.',
  },
  resume: {
    ...quiet,
    verb: 'Resume',
    outcome: 'Are on sale again',
    doing: 'Resuming',
    past: 'Resumed',
    key: 'e',
    can: accepts('resume'),
    notifies: () => 'Nobody gets an email. Fans see the seats at once.',
  },
  withdraw: {
    verb: 'Withdraw',
    outcome: 'Leave the sale for good',
    doing: 'Withdrawing',
    past: 'Withdrawn',
    key: 'w',
    needsReason: true,
    danger: true,
    can: accepts('withdraw'),
    notifies: (consignors) =>
      `${mailed(consignors)} Held seats leave when their hold ends; sold ones stay sold. This can’t be undone.`,
  },
  price: {
    ...quiet,
    verb: 'Reprice',
    outcome: 'Get the new price',
    doing: 'Repricing',
    past: 'Repriced',
    key: 'p',
    can: accepts('reprice'),
    notifies: (consignors) =>
      `${mails(consignors, 'the new price')} Fans who hold seats keep the price of their hold.`,
  },
  undoPrice: {
    ...quiet,
    verb: 'Undo the price of',
    short: 'Undo the price',
    outcome: 'Get the price before back',
    doing: 'Undoing prices of',
    past: 'Undone: the price of',
    key: 'z',
    can: accepts('reprice'),
    notifies: (consignors) =>
      `${mails(consignors, 'the new price')} Fans who hold seats keep the price of their hold.`,
  },
  undo: {
    ...quiet,
    verb: 'Undo',
    outcome: 'Are as they were before',
    doing: 'Undoing',
    past: 'Undone',
    key: 'z',
    // It is offered for what was done, not for a listing.
    can: () => false,
    notifies: () =>
      'Nobody gets an email. Decisions whose email hasn’t gone out yet aren’t mentioned in it; what went out stays.',
  },
  limits: {
    ...quiet,
    verb: 'Set limits of',
    short: 'Limits',
    outcome: 'Get these limits',
    doing: 'Setting limits of',
    past: 'Limits set for',
    key: 'l',
    can: (listing) => !isOver(listing),
    notifies: () => 'Nobody gets an email. Prices stay as they are.',
  },
  assign: {
    ...quiet,
    verb: 'Assign',
    outcome: 'Get this owner',
    doing: 'Assigning',
    past: 'Assigned',
    key: 'o',
    can: () => true,
    notifies: () => 'Nobody gets an email. They stand under “Mine” of their owner.',
  },
  inHand: {
    ...quiet,
    verb: 'Set the day in hand of',
    short: 'Day in hand',
    outcome: 'Get this day',
    doing: 'Setting the day in hand of',
    past: 'Day in hand set for',
    key: 'd',
    can: (listing) => !isOver(listing),
    notifies: () => 'Nobody gets an email. The day before it stays in the log.',
  },
  keepOnSale: {
    verb: 'Keep on sale',
    outcome: 'Stay on sale',
    doing: 'Keeping on sale',
    past: 'Kept on sale',
    key: 't',
    needsReason: true,
    danger: false,
    can: (listing) => listing.delistRequested !== null,
    notifies: mailed,
  },
};

/** An action by name; of an undo, what is undone. */
export interface NamedAction {
  name: ActionName;
  of?: UndoableAction | null | undefined;
}

/** An action's labels; of an undo they say what is undone: `Undo approving`. */
export function labelsOf({ name, of }: NamedAction): Pick<ActionConfig, 'verb' | 'doing' | 'past'> {
  if (name !== 'undo' || !of) return actionConfig[name];
  const what = actionConfig[of].doing.toLowerCase();
  return { verb: `Undo ${what}`, doing: `Undoing ${what}`, past: `Undone: ${what}` };
}

/** Whether it can be undone. */
export const isUndoable = (name: ActionName): name is UndoableAction =>
  (undoableActions as readonly string[]).includes(name);

/** `Approved 12 listings`, and of a run that has just begun `Approving 12 listings` */
export function reportTitle(action: NamedAction, count: number, isRun: boolean): string {
  const { past, doing } = labelsOf(action);
  return `${isRun ? doing : past} ${plural(count, 'listing')}`;
}

/** `Approve 12 listings` */
export function actionTitle(action: NamedAction, count: number): string {
  return `${labelsOf(action).verb} ${plural(count, 'listing')}`;
}

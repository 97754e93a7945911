/** What the desk does to listings, singly or in bulk: the words, the keys, and who hears of it. */
import type { Listing, ListingDeed } from '@holdfast/shared/consignment';
import { plural } from '../../ui/figures.tsx';

export type DeedName = ListingDeed['action'];

export interface DeedLook {
  verb: string;
  /** Where there is room for a word or two. */
  short?: string;
  /** What becomes of the rows that it reaches. */
  outcome: string;
  /** While it runs in the background. */
  doing: string;
  key: string;
  needsReason: boolean;
  danger: boolean;
  /** Whether it can be done to a listing as it is now, as far as the row tells. */
  can: (listing: Listing) => boolean;
  heard: (consignors: number) => string;
}

const accepts = (message: string) => (listing: Listing) => listing.accepts.includes(message);
const isOver = ({ state }: Listing) => state === 'ended' || state === 'withdrawn';
const nobody = () => 'Nobody gets a mail.';
const mailed = (consignors: number) =>
  consignors === 1
    ? '1 consignor gets a mail for each listing, with the reason.'
    : `${plural(consignors, 'consignor')} get a mail for each listing, with the reason.`;
const quiet = { needsReason: false, danger: false };

export const deedLooks: Record<DeedName, DeedLook> = {
  approve: {
    ...quiet,
    verb: 'Approve',
    outcome: 'Go live now',
    doing: 'Approving',
    key: 'a',
    can: accepts('approve'),
    heard: () => 'No mail goes out. Fans see the seats at once.',
  },
  reject: {
    verb: 'Reject',
    outcome: 'Are rejected',
    doing: 'Rejecting',
    key: 'r',
    needsReason: true,
    danger: true,
    can: accepts('reject'),
    heard: mailed,
  },
  return: {
    verb: 'Return',
    outcome: 'Go back to their consignors',
    doing: 'Returning',
    key: 'b',
    needsReason: true,
    danger: false,
    can: accepts('return'),
    heard: mailed,
  },
  resubmit: {
    ...quiet,
    verb: 'Put back in the queue',
    short: 'Back in the queue',
    outcome: 'Wait for approval again',
    doing: 'Putting back',
    key: 'u',
    can: (listing) => accepts('resubmit')(listing) || accepts('submit')(listing),
    heard: nobody,
  },
  pause: {
    verb: 'Pause',
    outcome: 'Leave the sale for now',
    doing: 'Pausing',
    key: 's',
    needsReason: true,
    danger: false,
    can: accepts('pause'),
    heard: () => 'Nobody gets a mail. Fans who hold seats keep them.',
  },
  resume: {
    ...quiet,
    verb: 'Resume',
    outcome: 'Are on sale again',
    doing: 'Resuming',
    key: 'e',
    can: accepts('resume'),
    heard: () => 'Nobody gets a mail. Fans see the seats at once.',
  },
  withdraw: {
    verb: 'Withdraw',
    outcome: 'Leave the sale for good',
    doing: 'Withdrawing',
    key: 'w',
    needsReason: true,
    danger: true,
    can: accepts('withdraw'),
    heard: () =>
      'Nobody gets a mail. Held seats leave when their hold ends; sold ones stay sold. This can’t be undone.',
  },
  price: {
    ...quiet,
    verb: 'Reprice',
    outcome: 'Get the new price',
    doing: 'Repricing',
    key: 'p',
    can: accepts('reprice'),
    heard: () => 'Nobody gets a mail. Fans who hold seats keep the price of their hold.',
  },
  undoPrice: {
    ...quiet,
    verb: 'Undo the price of',
    short: 'Undo the price',
    outcome: 'Get the price before back',
    doing: 'Undoing prices of',
    key: 'z',
    can: accepts('reprice'),
    heard: () => 'Nobody gets a mail. Fans who hold seats keep the price of their hold.',
  },
  limits: {
    ...quiet,
    verb: 'Set limits of',
    short: 'Limits',
    outcome: 'Get these limits',
    doing: 'Setting limits of',
    key: 'l',
    can: (listing) => !isOver(listing),
    heard: () => 'Nobody gets a mail. Prices stay as they are.',
  },
  assign: {
    ...quiet,
    verb: 'Assign',
    outcome: 'Get this owner',
    doing: 'Assigning',
    key: 'o',
    can: () => true,
    heard: () => 'Nobody gets a mail. They stand under “Mine” of their owner.',
  },
  inHand: {
    ...quiet,
    verb: 'Set the day in hand of',
    short: 'Day in hand',
    outcome: 'Get this day',
    doing: 'Setting the day in hand of',
    key: 'd',
    can: (listing) => !isOver(listing),
    heard: () => 'Nobody gets a mail. The day before it stays in the log.',
  },
  keepOnSale: {
    verb: 'Keep on sale',
    outcome: 'Stay on sale',
    doing: 'Keeping on sale',
    key: 't',
    needsReason: true,
    danger: false,
    can: (listing) => listing.delistAsked !== null,
    heard: () => 'Nobody gets a mail; the reason stands in the log. Tell the consignor.',
  },
};

/** `Approve 12 listings` */
export function deedTitle(name: DeedName, count: number): string {
  return `${deedLooks[name].verb} ${plural(count, 'listing')}`;
}

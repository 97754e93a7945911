/** What the desk does to listings, singly or in bulk: the words, the keys, and who hears of it. */
import type { Listing, ListingAction } from '@holdfast/shared/consignment';
import { plural } from '../ui/figures.tsx';

export type DeedName = Extract<
  ListingAction['action'],
  'approve' | 'reject' | 'resubmit' | 'pause' | 'resume' | 'withdraw' | 'price'
>;
export type PriceChange = Exclude<Extract<ListingAction, { action: 'price' }>['change'], { by: 'market' }>;

export interface DeedLook {
  verb: string;
  /** What becomes of the rows that it reaches. */
  outcome: string;
  key: string;
  /** The message that a listing must accept. */
  message: string;
  needsReason: boolean;
  danger: boolean;
  heard: (consignors: number) => string;
}

const nobody = () => 'Nobody gets a mail. Fans see it at once.';

export const deedLooks: Record<DeedName, DeedLook> = {
  approve: {
    verb: 'Approve',
    outcome: 'Go live now',
    key: 'a',
    message: 'approve',
    needsReason: false,
    danger: false,
    heard: () => 'No mail goes out. Fans see the seats at once.',
  },
  reject: {
    verb: 'Reject',
    outcome: 'Are rejected',
    key: 'r',
    message: 'reject',
    needsReason: true,
    danger: true,
    heard: (consignors) =>
      `${plural(consignors, 'consignor')} get one mail for each listing, with the reason.`,
  },
  resubmit: {
    verb: 'Put back in the queue',
    outcome: 'Wait for approval again',
    key: 'b',
    message: 'resubmit',
    needsReason: false,
    danger: false,
    heard: () => 'Nobody gets a mail.',
  },
  pause: {
    verb: 'Pause',
    outcome: 'Leave the sale for now',
    key: 's',
    message: 'pause',
    needsReason: true,
    danger: false,
    heard: () => 'Nobody gets a mail. Fans who hold seats keep them.',
  },
  resume: {
    verb: 'Resume',
    outcome: 'Are on sale again',
    key: 'e',
    message: 'resume',
    needsReason: false,
    danger: false,
    heard: nobody,
  },
  withdraw: {
    verb: 'Withdraw',
    outcome: 'Leave the sale for good',
    key: 'w',
    message: 'withdraw',
    needsReason: true,
    danger: true,
    heard: () => 'Nobody gets a mail. Held seats leave when their hold ends; sold ones stay sold.',
  },
  price: {
    verb: 'Reprice',
    outcome: 'Get the new price',
    key: 'p',
    message: 'reprice',
    needsReason: false,
    danger: false,
    heard: () => 'Nobody gets a mail. Fans who hold seats keep the price of their hold.',
  },
};

export function canDo(listing: Listing, deed: DeedName): boolean {
  return listing.accepts.includes(deedLooks[deed].message);
}

export interface Deed {
  name: DeedName;
  rows: readonly Listing[];
  reason: string;
  change: PriceChange | null;
}

/** Whether it says all that the server needs. */
export function isComplete(deed: Deed): boolean {
  if (deed.name === 'price') return deed.change !== null;
  return !deedLooks[deed.name].needsReason || deed.reason.trim().length >= 3;
}

/**
 * The message to the server. A preview says a stand-in reason while none is typed, since it changes nothing.
 * @returns null while a price is missing
 */
export function actionOf(deed: Deed, preview: boolean): ListingAction | null {
  const ids = deed.rows.map((row) => row.id);
  const versions = Object.fromEntries(deed.rows.map((row) => [row.id, row.version]));
  const common = { ids, versions, preview };
  const typed = deed.reason.trim();
  if (deed.name === 'price')
    return deed.change
      ? { action: 'price', change: deed.change, ...(typed.length >= 3 ? { reason: typed } : {}), ...common }
      : null;
  if (deed.name === 'reject' || deed.name === 'pause' || deed.name === 'withdraw')
    return {
      action: deed.name,
      reason: typed.length >= 3 || !preview ? typed : 'Not said yet',
      ...common,
    };
  return { action: deed.name, ...common };
}

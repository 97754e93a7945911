/** The kinds of notices: what each is called, and who gets it. */
import type { Role } from '../accounts/index.ts';

/** Whose inbox: that of a person of the staff, or that of a consignor, whoever signs in for them. */
export const inboxes = ['office', 'selling'] as const;
/** Whose inbox. */
export type Inbox = (typeof inboxes)[number];

/** Ways on which a notice reaches somebody. */
export const noticeChannels = ['inbox', 'email', 'telegram'] as const;
/** A way on which a notice reaches somebody. */
export type NoticeChannel = (typeof noticeChannels)[number];

/** What staff are told of, in the order of their preferences. */
export const officeKinds = [
  'listingsSubmitted',
  'delistRequested',
  'packageAdded',
  'importEnded',
  'deliveryOverdue',
  'caseOpened',
  'disputeOpened',
  'payoutBack',
  'exportEnded',
] as const;
/** What staff are told of. */
export type OfficeKind = (typeof officeKinds)[number];

/** What channels are told of that many read: what isn't one person's own. */
export const sharedKinds = [
  'listingsSubmitted',
  'delistRequested',
  'packageAdded',
  'deliveryOverdue',
  'caseOpened',
  'disputeOpened',
  'payoutBack',
] as const satisfies readonly OfficeKind[];
/** What a channel that many read can be told of. */
export type SharedKind = (typeof sharedKinds)[number];

/** What consignors are told of, in the order of their preferences. */
export const sellingKinds = [
  'sold',
  'deliveryDue',
  'confirmed',
  'listed',
  'rejected',
  'priceChanged',
  'withdrawn',
  'paid',
] as const;
/** What consignors are told of. */
export type SellingKind = (typeof sellingKinds)[number];

/** Every kind of notice. */
export const noticeKinds = [...officeKinds, ...sellingKinds] as const;
/** A kind of notice. */
export type NoticeKind = (typeof noticeKinds)[number];

/** Kinds whose email other rooms write: one email lists what happened to a consignor's listings, another tells of a payout. */
export const kindsWithOwnEmail: readonly NoticeKind[] = sellingKinds.filter((kind) => kind !== 'confirmed');

/** What a kind is called, and what happens before somebody chose. */
export interface NoticeKindFacts {
  /** On screen. */
  name: string;
  /** What exactly it tells of. */
  tellsOf: string;
  /** Who of the staff gets it; administrators get all. Of a consignor's kinds nobody. */
  roles: readonly Role[];
  /** Whether it is emailed while nobody chose. Every kind is in the inbox then. */
  isEmailed: boolean;
}

/** The facts of each kind. */
export const noticeKindFacts: Record<NoticeKind, NoticeKindFacts> = {
  listingsSubmitted: {
    name: 'Listings to approve',
    tellsOf: 'A consignor’s listings were submitted. Several within a few minutes are one notice.',
    roles: ['staff'],
    isEmailed: false,
  },
  delistRequested: {
    name: 'Delist requests',
    tellsOf: 'A consignor asks for a listing back.',
    roles: ['staff'],
    isEmailed: false,
  },
  packageAdded: {
    name: 'New season packages',
    tellsOf: 'Somebody else took in a season package.',
    roles: ['staff'],
    isEmailed: false,
  },
  importEnded: {
    name: 'Your imports',
    tellsOf: 'A file that you uploaded is applied, or failed.',
    roles: ['staff'],
    isEmailed: false,
  },
  deliveryOverdue: {
    name: 'Deliveries overdue',
    tellsOf: 'Sold tickets weren’t sent by their deadline.',
    roles: ['staff', 'support'],
    isEmailed: false,
  },
  caseOpened: {
    name: 'Cases of your roles',
    tellsOf: 'Something waits for a person. Several of one kind within a few minutes are one notice.',
    roles: ['staff', 'finance', 'support'],
    isEmailed: false,
  },
  disputeOpened: {
    name: 'Disputes',
    tellsOf: 'A cardholder’s bank claims a charge back, or asks about it.',
    roles: ['finance', 'support'],
    isEmailed: false,
  },
  payoutBack: {
    name: 'Payouts refused or come back',
    tellsOf: 'A bank or Stripe refused a payout, or its money came back.',
    roles: ['finance'],
    isEmailed: false,
  },
  exportEnded: {
    name: 'Your exports',
    tellsOf: 'A file that you asked for is ready, or failed.',
    roles: ['staff', 'finance', 'support'],
    isEmailed: false,
  },
  sold: {
    name: 'Sold',
    tellsOf: 'Tickets of yours were sold, with how and by when to send them.',
    roles: [],
    isEmailed: true,
  },
  deliveryDue: {
    name: 'A delivery needs you',
    tellsOf: 'Sold tickets are late, were refused, are to be sent another way, or weren’t delivered.',
    roles: [],
    isEmailed: true,
  },
  confirmed: {
    name: 'Delivery confirmed',
    tellsOf: 'The fan has the tickets that you sent.',
    roles: [],
    isEmailed: false,
  },
  listed: { name: 'Listed', tellsOf: 'Our team put tickets on sale.', roles: [], isEmailed: true },
  rejected: {
    name: 'Rejected or sent back',
    tellsOf: 'Tickets weren’t put on sale, and why.',
    roles: [],
    isEmailed: true,
  },
  priceChanged: { name: 'Price changed', tellsOf: 'Our team changed a price.', roles: [], isEmailed: true },
  withdrawn: {
    name: 'Withdrawn',
    tellsOf: 'Tickets were taken off sale, or stay on sale although you asked for them.',
    roles: [],
    isEmailed: true,
  },
  paid: { name: 'Paid', tellsOf: 'A payout to you is on its way.', roles: [], isEmailed: true },
};

/** The channels of a kind while nobody chose. Who links a chat wants to be told there. */
export const channelByDefault = (kind: NoticeKind, channel: NoticeChannel): boolean =>
  channel !== 'email' || noticeKindFacts[kind].isEmailed;

/** What somebody of the staff with these roles can be told of. */
export const officeKindsOf = (roles: readonly Role[]): OfficeKind[] =>
  officeKinds.filter(
    (kind) => roles.includes('admin') || noticeKindFacts[kind].roles.some((role) => roles.includes(role)),
  );

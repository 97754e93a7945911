/** The values of the forms that take in and correct a listing, and the bodies of their requests. */
import { type Listing, seatStepOf, splitRules } from '@holdfast/shared/listings';
import { seatsOf } from '../ui/figures.tsx';
import { splitRuleName } from './splitRules.ts';

type Values = Record<string, unknown>;

/** The named rules, and the listing's own where its consignor lists quantities. */
export const splitChoices = (own?: Listing['splitRule']) =>
  [...splitRules, ...(own && !(splitRules as readonly string[]).includes(own) ? [own] : [])].map((id) => ({
    id,
    name: splitRuleName(id as Listing['splitRule']),
  }));

export const emptyListing = {
  kind: 'seated',
  section: '',
  row: '',
  seats: '',
  countsByTwo: false,
  splitRule: 'neverLeaveOne',
  ticketType: '',
  quantity: null,
  priceAmount: null,
  floorAmount: null,
  ceilingAmount: null,
  faceValueAmount: null,
  delivery: 'Tickets ready now',
  deliveryWay: 'transfer',
  disclosure: '',
  inHandOn: '',
  asDraft: false,
  confirmedPriceAmount: null,
};

const seatedFields = ['section', 'row', 'seats', 'countsByTwo', 'splitRule'] as const;
const admissionFields = ['ticketType', 'quantity'] as const;

const without = (values: Values, names: readonly string[]) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));

/** A listing has seats or a kind of ticket, never both. */
export function newListingBody(values: Values): Values {
  const { inHandOn, disclosure, ...rest } = without(
    values,
    values.kind === 'seated' ? admissionFields : seatedFields,
  );
  return { ...rest, inHandOn: inHandOn || null, disclosure: disclosure || null };
}

/** What stands on the listing, as the form shows it. */
export function correctionValues(listing: Listing): Values {
  return {
    section: listing.section ?? '',
    row: listing.row ?? '',
    seats: seatsOf(listing.seats),
    countsByTwo: seatStepOf(listing.seats) === 2,
    splitRule: listing.splitRule,
    ticketType: listing.ticketType ?? '',
    quantity: listing.quantity,
    maxPerFan: listing.maxPerFan,
    faceValueAmount: listing.faceValue?.amount ?? null,
    delivery: listing.delivery,
    deliveryWay: listing.deliveryWay,
    disclosure: listing.disclosure ?? '',
    reason: '',
  };
}

/**
 * The body of a correction: only what differs from what the form was opened with, so that nothing else goes back to how
 * it was then; and the version of the listing that was seen.
 */
export function correctionBody({ kind, version }: Pick<Listing, 'kind' | 'version'>, opened: Values) {
  const names = [
    ...(kind === 'seated' ? seatedFields : [...admissionFields, 'maxPerFan']),
    'faceValueAmount',
    'delivery',
    'deliveryWay',
    'disclosure',
  ];
  return (values: Values): Values => {
    const changed = names.filter((name) => (values[name] ?? '') !== (opened[name] ?? ''));
    return {
      ...Object.fromEntries(changed.map((name) => [name, values[name]])),
      reason: values.reason,
      version,
    };
  };
}

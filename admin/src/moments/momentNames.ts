/** What machines, states and tags are called where one asks for them. */
import { lookOf, type MachineKind, stateLooks } from '../ui/states.ts';

export const kindNames: Readonly<Record<string, string>> = {
  reservation: 'Reservations',
  payment: 'Payments',
  refund: 'Refunds',
  dispute: 'Disputes',
  delivery: 'Deliveries',
  listing: 'Listings',
  import: 'Imports',
  case: 'Cases',
};

export const isMachineKind = (type: string): type is MachineKind => Object.hasOwn(stateLooks, type);

/** A state by its word; where several states share it, with the state's own name. */
export function stateName(type: string, state: string): string {
  if (!isMachineKind(type)) return state;
  const { word } = lookOf(type, state);
  return word === state ? word : `${word} (${state})`;
}

const tagNames: Readonly<Record<string, string>> = {
  open: 'Open',
  underway: 'Under way',
  order: 'An order, paid or refunded',
  ended: 'Ended',
};
/** `sellable` is "Sellable". */
export const tagName = (tag: string): string =>
  tagNames[tag] ??
  `${tag.charAt(0).toUpperCase()}${tag.slice(1).replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`)}`;

/** Which tickets a refund is for, as a person chooses them. Pure. */
import type { SupportCase } from '@holdfast/shared/support';

export interface TicketChoice {
  /** `all`: of what is left; `some`: of the tickets that are chosen. */
  which: 'all' | 'some';
  ids: string[];
  withFees: boolean;
  backOnSale: boolean;
}
export const unchosen: TicketChoice = { which: 'all', ids: [], withFees: true, backOnSale: true };

type Chosen = { message: string };

/** Whether an action is about all of an order or some of its tickets. */
export const takesTickets = ({ message }: Chosen): boolean => message === 'refund' || mustName({ message });
/** Staff name the tickets of a refund that was made elsewhere: it isn't of all that is left. */
export const mustName = ({ message }: Chosen): boolean => message === 'nameTickets';
const isOfSome = (action: Chosen, { which }: TicketChoice): boolean =>
  mustName(action) || (takesTickets(action) && which === 'some');

export const isChosen = (action: Chosen, choice: TicketChoice): boolean =>
  !isOfSome(action, choice) || choice.ids.length > 0;

/** The fields of the request. */
export function ticketFieldsOf(
  action: Chosen,
  choice: TicketChoice,
): { ticketIds?: string[]; withFees?: boolean; backOnSale?: boolean } {
  if (!isOfSome(action, choice)) return {};
  const { ids: ticketIds, withFees, backOnSale } = choice;
  return mustName(action) ? { ticketIds, backOnSale } : { ticketIds, withFees, backOnSale };
}

/** What goes back of the chosen tickets, minor units, and who gives it. */
export function sumsOf(tickets: SupportCase['tickets'], { ids, withFees }: TicketChoice) {
  const chosen = tickets.filter(({ id }) => ids.includes(id));
  const sum = (part: 'proceeds' | 'commission' | 'fee') =>
    chosen.reduce((total, ticket) => total + ticket[part], 0);
  const fee = withFees ? sum('fee') : 0;
  return {
    proceeds: sum('proceeds'),
    commission: sum('commission'),
    fee,
    total: sum('proceeds') + sum('commission') + fee,
  };
}

/** Until when somebody is blocked, as a form has it: a day at whose end the block ends; empty: for good. */
import { marketplaceZone } from '@holdfast/shared/time';
import { daysAsInstants } from '../ui/dates/instants.ts';

/** The form's values with the day as an instant. */
export function withUntil({ until, ...values }: Record<string, unknown>): Record<string, unknown> {
  return { ...values, until: until ? (daysAsInstants({ until }, marketplaceZone).until ?? until) : null };
}

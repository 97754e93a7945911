/** What an action changes of one listing. */
import type { listingMachine } from '@holdfast/shared/listings/machines';
import type { MessageOf } from '../../platform/actors/index.ts';
import type { ActionRow } from './actionRows.ts';

/** Columns that no machine guards: owner, limits, day in hand. */
export type StaffColumns = Partial<
  Pick<
    ActionRow,
    'owner_id' | 'in_hand_on' | 'floor_amount' | 'ceiling_amount' | 'delist_requested_at' | 'delist_reason'
  >
>;

/** Messages in the order in which they are applied, all or none; or columns. */
export type Change = { messages: readonly ActionMessage[] } | { columns: StaffColumns };

/** A message that staff cause. */
export type ActionMessage = Exclude<MessageOf<typeof listingMachine>, { type: 'eventMoved' | 'correct' }>;

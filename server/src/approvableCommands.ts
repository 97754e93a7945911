import type { ApprovableCommands } from './approvals/index.ts';
import { approvedCallOff, callOffCommand } from './eventChanges/index.ts';
import {
  approvedDeliveryRefund,
  approvedReplacement,
  deliveryRefundCommand,
  deliveryReplacementCommand,
} from './fulfillment/index.ts';
import { adjustmentCommand, approvedAdjustment } from './payouts/index.ts';
import type { AppContext } from './platform/appContext.ts';
import { approvedCaseAction, caseActionCommand } from './support/index.ts';

/** What waits for a second person, by the names under which it waits: each room does its own. */
export const approvableCommands = ({ engine }: Pick<AppContext, 'engine'>): ApprovableCommands => ({
  [caseActionCommand]: approvedCaseAction(engine),
  [adjustmentCommand]: approvedAdjustment,
  [deliveryRefundCommand]: approvedDeliveryRefund(engine),
  [deliveryReplacementCommand]: approvedReplacement(engine),
  [callOffCommand]: approvedCallOff(engine),
});

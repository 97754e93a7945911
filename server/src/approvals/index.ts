export { approvalActor } from './approval.actor.ts';
export { approvedReason, rehearse } from './rehearse.ts';
export {
  type ApprovableCommand,
  type ApprovableCommands,
  approvalsOf,
  readApproval,
  requestApproval,
} from './requests.ts';
export { approvalRoutes } from './routes.ts';
export { needsSecondPerson } from './rule.ts';
export type * from './views.ts';

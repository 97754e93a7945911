export { ApprovalLimit } from './ApprovalLimit.tsx';
export { CaseApprovals } from './CaseApprovals.tsx';
export { WaitingRequests } from './WaitingRequests.tsx';

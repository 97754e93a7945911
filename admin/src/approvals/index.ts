export { ApprovalLimit } from './ApprovalLimit.tsx';
export { CaseApprovals } from './CaseApprovals.tsx';

export * from './routes.ts';
export { accountOf } from './sums.ts';
export { trialBalanceOf } from './trialBalance.ts';

export * from './routes.ts';
export { trialBalanceOf } from './trialBalance.ts';

export * from './payout.machine.ts';
export * from './payoutMessages.ts';
export { payoutContextV1, payoutMachineV1 } from './versions/payout.v1.ts';

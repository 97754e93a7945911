export * from './contract.ts';
export * from './invitations.ts';
export * from './staff.ts';

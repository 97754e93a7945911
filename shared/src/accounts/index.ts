export * from './contract.ts';
export * from './emailConfirmation.ts';
export * from './invitations.ts';
export * from './passwordReset.ts';
export * from './passwordRules.ts';
export * from './secondFactor.ts';
export * from './setUp.ts';
export * from './staff.ts';

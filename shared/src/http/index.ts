export * from './cardNumber.ts';
export * from './ids.ts';
export * from './list.ts';
export * from './phone.ts';
export * from './plainIssue.ts';
export * from './problem.ts';
export * from './reason.ts';

export * from './contract.ts';
export * from './drafts.ts';
export * from './examples.ts';
export * from './parts.ts';
export * from './quote.ts';
export * from './ruleText.ts';
export * from './whatIf.ts';

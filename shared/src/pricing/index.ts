export * from './components.ts';
export * from './contract.ts';
export * from './drafts.ts';
export * from './examples.ts';
export * from './quote.ts';
export * from './ruleText.ts';
export * from './termsExample.ts';
export * from './whatIf.ts';

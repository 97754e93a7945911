export * from './compellingEvidence.ts';
export * from './contract.ts';

export * from './changes.ts';
export * from './consignorFile.ts';
export * from './contract.ts';
export * from './plans.ts';
export * from './profile.ts';

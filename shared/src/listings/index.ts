export * from './bulkRuns.ts';
export * from './contract.ts';
export * from './listingActions.ts';
export * from './listingFilters.ts';
export * from './listingStates.ts';
export * from './publicListings.ts';
export * from './splitRule.ts';
export * from './takeBack.ts';

/** The site's content: contracts, and what of it the storefront reads by name. */
export * from './admin.ts';
export * from './blocks.ts';
export * from './changes.ts';
export * from './contract.ts';
export * from './shown.ts';
export * from './words.ts';

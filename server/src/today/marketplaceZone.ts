/** The zone of the marketplace's own days. */
export const marketplaceZone = 'America/New_York';

/** The zone of the house's own days. */
export const houseZone = 'America/New_York';

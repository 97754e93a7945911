/** Why a consignor gets no advances, the weightiest first. */
export const advanceBars = ['inactive', 'held', 'bank', 'claim', 'tier', 'limit'] as const;
/** One reason. */
export type AdvanceBar = (typeof advanceBars)[number];

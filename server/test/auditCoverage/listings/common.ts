/** What the audit cases of listings share. */

export const reason = 'The consignor rang';
/** Of a listing before, in cents. */
export const price = 10_000;
export const reprice = { action: 'price', change: { by: 'set', amount: 12_000 }, reason };

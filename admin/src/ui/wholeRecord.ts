/**
 * For the query of a page of one record: react-admin keeps the rows of lists as its records, and they have fewer fields than
 * a page shows or a form saves. Records under this key were read by themselves.
 */
export const wholeRecord = { meta: { isWhole: true } } as const;

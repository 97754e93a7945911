/**
 * For the query of a page of one record: react-admin keeps the rows of lists as its records, and they have fewer fields than
 * a page shows or a form saves. Records under this key were read by themselves.
 */
export const wholeRecord = { meta: { isWhole: true } } as const;

/**
 * The same for a form: what is being typed isn't replaced by a reading of its own, and a failure stands in the page's place.
 * react-admin would say that the record doesn't exist, whatever failed.
 */
export const formQuery = { ...wholeRecord, refetchOnWindowFocus: false, onError: () => {} };

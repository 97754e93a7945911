/** SQL: how entries are added up, in every table of sums. The last column counts transactions. */

/** SQL: what the tables add up of `accounting_entries`. @param last the table's column that counts transactions */
export const sums = (last: string) =>
  `sum(debits)::bigint AS debits, sum(credits)::bigint AS credits, count(*)::int AS entries, sum(${last})::int AS ${last}`;

/** SQL: adds to the figures that a table holds. @param table its name in the statement */
export const adding = (table: string, last: string) =>
  ['debits', 'credits', 'entries', last]
    .map((name) => `${name} = ${table}.${name} + excluded.${name}`)
    .join(', ');

/** SQL: the ledger's account, where those of all consignors are one. @param account SQL of the ledger's account */
export const oneForAll = (account: string) =>
  `CASE WHEN ${account} LIKE 'consignor:%' THEN 'consignor:' ELSE ${account} END`;

/** What the lists of venues, teams, leagues and seasons filter by. */

/** A pattern for LIKE that contains the text, in lower case; null: no filter. */
export const likeWords = (q: string | undefined): string | null =>
  q ? `%${q.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%` : null;

/** SQL: whether a row is current, retired or either. @param parameter that has the state of the query */
export const retiredIs = (alias: string, parameter: string): string =>
  `(${parameter}::text = 'all' OR (${alias}.retired_at IS NOT NULL) = (${parameter} = 'retired'))`;

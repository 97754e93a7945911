/** SQL rows (id, said) of the ids in $1, for one question about several rooms. */
export const eventsNamed = 'SELECT id, to_jsonb(name) AS said FROM events WHERE id = ANY ($1::text[])';

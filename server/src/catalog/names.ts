/** SQL rows (id, label) of the ids in $1, for one question about several rooms. */
export const eventsNamed = 'SELECT id, to_jsonb(name) AS label FROM events WHERE id = ANY ($1::text[])';

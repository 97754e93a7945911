/** SQL rows (id, label): the file names of the imports in $1. */
export const importsNamed =
  'SELECT id, to_jsonb(file_name) AS label FROM imports WHERE id = ANY ($1::text[])';

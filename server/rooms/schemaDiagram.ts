/** Draws the schema: a Mermaid entity diagram for each room, with what its tables refer to. */
import type { ClientBase } from 'pg';
import { roomOrder } from './order.ts';
import type { Relation } from './owners.ts';

interface Column {
  table: string;
  name: string;
  type: string;
  required: boolean;
  key: boolean;
  comment: string | null;
}
interface Reference {
  from: string;
  to: string;
  columns: string;
  required: boolean;
}

const columnsSql = `
  SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS required,
    EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY(i.indkey)) AS key,
    col_description(c.oid, a.attnum) AS comment
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
  ORDER BY c.relname, a.attnum`;
const referencesSql = `
  SELECT c.conrelid::regclass::text AS from, c.confrelid::regclass::text AS to,
    string_agg(a.attname, ', ' ORDER BY a.attnum) AS columns, bool_and(a.attnotnull) AS required
  FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey)
  WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
  GROUP BY c.oid, c.conrelid, c.confrelid ORDER BY 1, 2, 3`;

/**
 * @param relations who owns which table, by its name
 * @returns Markdown; the same for the same schema
 */
export async function drawSchema(
  client: ClientBase,
  relations: ReadonlyMap<string, Relation>,
): Promise<string> {
  const columns = Map.groupBy((await client.query<Column>(columnsSql)).rows, ({ table }) => table);
  const references = (await client.query<Reference>(referencesSql)).rows;
  const tablesOf = (room: string) =>
    [...columns.keys()].filter((table) => relations.get(table)?.room === room);
  const rooms = roomOrder.flat().filter((room) => tablesOf(room).length > 0);
  return [
    '# The schema',
    'Drawn by `npm run schema:diagram` from a migrated database; a test compares. Rooms stand in their order, lowest first. A table is\nwritten by its room alone. Tables without columns are other rooms’: what a room’s own refer to.',
    ...rooms.map((room) => drawRoom(room, tablesOf(room), columns, references)),
    '',
  ].join('\n\n');
}

function drawRoom(
  room: string,
  tables: readonly string[],
  columns: ReadonlyMap<string, Column[]>,
  references: readonly Reference[],
): string {
  const lines = tables.flatMap((table) => [
    `  ${table} {`,
    ...(columns.get(table) ?? []).map((column) => `    ${drawColumn(column)}`),
    '  }',
  ]);
  const links = references
    .filter(({ from }) => tables.includes(from))
    .map(({ from, to, columns: by, required }) => `  ${to} ${required ? '||' : '|o'}--o{ ${from} : "${by}"`);
  return `## ${room}\n\n\`\`\`mermaid\nerDiagram\n${[...lines, ...links].join('\n')}\n\`\`\``;
}

/** Mermaid takes a type of one word, and a comment without quotes. */
function drawColumn({ name, type, required, key, comment }: Column): string {
  const word = type.replace('timestamp with time zone', 'timestamptz').replaceAll(/[^a-z0-9[\]()]+/g, '_');
  const about = [...(required || key ? [] : ['or null']), ...(comment ? [comment.replaceAll('"', '’')] : [])];
  return [word, name, key ? 'PK' : '', about.length > 0 ? `"${about.join('. ')}"` : '']
    .filter(Boolean)
    .join(' ');
}

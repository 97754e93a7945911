/** The tables, views and functions that a literal of SQL names. */
import { isNamedLikeView, type Relation } from './owners.ts';

export interface NamedRelation {
  relation: Relation;
  /** Whether rows of it are written. */
  writes: boolean;
  /** Characters from the literal's start. */
  offset: number;
}

const writing =
  /\b(?:INSERT INTO|UPDATE(?: ONLY)?|DELETE FROM|TRUNCATE(?: TABLE)?|COPY|MERGE INTO)\s+"?([a-z_]+)/g;
const reading = /\b(?:FROM|JOIN|USING)\s+(?:LATERAL\s+)?(?:ONLY\s+)?\(*"?([a-z_]+)/g;
/** A relation after a comma of FROM: with an alias behind it, and then another relation, a condition or the end. */
const listed =
  /,\s*([a-z_]+)(?:\s+AS)?\s+[a-z_]+\s*(?=,|\)|\bWHERE\b|\bJOIN\b|\bLEFT\b|\bCROSS\b|\bGROUP\b|\bORDER\b|$)/g;
/** A fragment that begins with a relation and its alias. */
const leading =
  /^\s*([a-z_]+)(?:\s+AS)?\s+(?!of|in|on|to|is|at|by)[a-z]{1,2}\s*(?=$|\bJOIN\b|\bLEFT\b|\bCROSS\b|\bWHERE\b|§)/g;
const called = /\b([a-z_]+)\s*\(/g;
const locked = /\bLOCK TABLE\s+([a-z_]+)/g;
/** Functions of knex and fields of objection and of the engine that take a table's name. */
const takesTable = new Set(['trx', 'db', 'knex', 'from', 'into', 'table', 'tableName', 'join', 'leftJoin']);

const readers = /^(from|join|leftJoin)$/;
/** A column with its table, as the relations of a model name it. */
const columnOfTable = /^([a-z_]+)\.[a-z_]+$/;

/** Names that WITH gives to parts of a statement. */
export const namedIn = (text: string): ReadonlySet<string> =>
  new Set(
    [...text.matchAll(/\b([a-z_]+)(?:\s*\([a-z_, ]*\))? AS (?:NOT )?(?:MATERIALIZED )?\(/g)].map(
      ([, name]) => name as string,
    ),
  );

/**
 * What a literal reads that is named like a room's view, and that no step of the schema makes: its statement fails when it runs.
 * @param named what statements around it name by WITH
 */
export const missingIn = (
  text: string,
  relations: ReadonlyMap<string, Relation>,
  named: ReadonlySet<string>,
): string[] =>
  [...text.matchAll(reading)]
    .map(([, name]) => name as string)
    .filter((name) => isNamedLikeView(name) && !relations.has(name) && !named.has(name));

/** @param of what the literal is given to, see `Literal` */
export function relationsIn(
  text: string,
  of: string | null,
  relations: ReadonlyMap<string, Relation>,
): NamedRelation[] {
  const whole = relations.get(text.replace(/ as [a-z]+$/, ''));
  if (whole) {
    return of !== null && takesTable.has(of)
      ? [{ relation: whole, writes: !readers.test(of), offset: 0 }]
      : [];
  }
  const joined =
    of === 'from' || of === 'to' ? relations.get(columnOfTable.exec(text)?.[1] ?? '') : undefined;
  if (joined) return [{ relation: joined, writes: false, offset: 0 }];
  const own = namedIn(text);
  const found: NamedRelation[] = [];
  const collect = (pattern: RegExp, writes: boolean, fits: (relation: Relation) => boolean) => {
    for (const match of text.matchAll(pattern)) {
      const name = match[1] as string;
      const relation = relations.get(name);
      if (!relation || own.has(name) || !fits(relation)) continue;
      found.push({ relation, writes, offset: match.index + match[0].length });
    }
  };
  const isRelation = ({ kind }: Relation) => kind !== 'function';
  collect(writing, true, isRelation);
  for (const pattern of [reading, listed, leading, locked]) collect(pattern, false, isRelation);
  collect(called, false, ({ kind }) => kind === 'function');
  const written = new Set(found.filter(({ writes }) => writes).map(({ offset }) => offset));
  return found.filter(({ writes, offset }) => writes || !written.has(offset));
}

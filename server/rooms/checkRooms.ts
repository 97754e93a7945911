/**
 * The walls between the rooms of `server/src`: a table is written by its room alone, other rooms read lower rooms' views
 * and call their functions, and imports go down the order. Tests, demo, sandbox and benches stand outside.
 */
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import type { Exception } from './exceptions.ts';
import { readSource } from './literals.ts';
import { isRoom, mayKnow, type Room } from './order.ts';
import { type Relation, viewPrefix } from './owners.ts';
import { missingIn, namedIn, relationsIn } from './sqlNames.ts';

export interface Violation {
  kind: 'import' | 'write' | 'read' | 'view' | 'room' | 'name' | 'model' | 'missing' | 'exception';
  /** Relative to `server/src`, with the line. */
  file: string;
  line: number;
  /** The table, view or folder. */
  what: string;
  message: string;
}

/**
 * @param path relative to `server/src`; files directly in it compose the rooms and may import any, but hold no SQL
 */
export function violationsOf(
  path: string,
  text: string,
  relations: ReadonlyMap<string, Relation>,
): Violation[] {
  const folder = path.includes('/') ? (path.split('/')[0] as string) : null;
  const found: Violation[] = [];
  const report = (kind: Violation['kind'], line: number, what: string, message: string) =>
    found.push({ kind, file: path, line, what, message });
  if (folder !== null && !isRoom(folder)) {
    report(
      'room',
      1,
      folder,
      `${folder} has no place in the order. Name it in server/rooms/order.ts and README.md.`,
    );
    return found;
  }
  const room = folder as Room | null;
  const { imports, literals, models } = readSource(path, text);
  for (const { name, line } of models)
    if (basename(path) !== `${name}.ts`)
      report('model', line, name, `${name} is a table's class: it stands in a file of its name, ${name}.ts.`);
  for (const { from, line } of imports) {
    const source = normalize(join(dirname(path), from));
    if (from.startsWith('.') && isForeignModel(path, source))
      report(
        'model',
        line,
        basename(source, '.ts'),
        `${source} is a table's class, for its room alone. Call a function of the room, or read a view that it publishes.`,
      );
  }
  if (room !== null)
    for (const { from, line } of imports) {
      if (!from.startsWith('.')) continue;
      const target = normalize(join(dirname(path), from)).split('/')[0] as string;
      if (isRoom(target) && !mayKnow(room, target))
        report(
          'import',
          line,
          target,
          `${room} imports ${target}, which isn't below it. Work goes up as a job by name; what both need goes down.`,
        );
    }
  const named = namedIn(text);
  for (const { text: sql, line } of literals)
    for (const name of missingIn(sql, relations, named))
      report('missing', line, name, `No step of migrations/steps makes ${name}. Read a view that is there.`);
  for (const { text: sql, line, of } of literals)
    for (const { relation, writes, offset } of relationsIn(sql, of, relations)) {
      const refused = refusalOf(room, relation, writes);
      if (refused)
        report(refused.kind, line + lineBreaks(sql.slice(0, offset)), relation.name, refused.message);
    }
  return found;
}

/**
 * Files of rooms in PascalCase hold tables' classes. Neither another room imports them, nor does the room's door pass them
 * on; the base in `platform/db` is for all.
 */
function isForeignModel(path: string, source: string): boolean {
  if (!/^[A-Z]\w*\.ts$/.test(basename(source)) || source.startsWith('platform/db/')) return false;
  const roomOf = (file: string) => (file.includes('/') ? file.split('/')[0] : null);
  return roomOf(path) !== roomOf(source) || path === `${roomOf(path)}/index.ts`;
}

const lineBreaks = (text: string) => text.split('\n').length - 1;

function refusalOf(
  room: Room | null,
  { name, kind, room: owner }: Relation,
  writes: boolean,
): { kind: Violation['kind']; message: string } | null {
  if (room === owner) return null;
  const who = room ?? 'a file of no room';
  if (writes)
    return {
      kind: 'write',
      message: `${who} writes the table ${name} of ${owner}. Call a function of ${owner} that takes the transaction.`,
    };
  if (room !== null && !mayKnow(room, owner))
    return {
      kind: kind === 'table' ? 'read' : 'view',
      message: `${who} reads the ${kind} ${name} of ${owner}, which isn't below it. Move the reading up, or let ${owner} hand the rows down as an argument.`,
    };
  if (kind !== 'table') return null;
  return {
    kind: 'read',
    message: `${who} reads the table ${name} of ${owner}. Call a function of ${owner}, or read a view ${viewPrefix(owner)}<what> that it publishes in migrations/steps.`,
  };
}

const covers = (exception: Exception, path: string, table: string, writes: boolean) =>
  (exception.path.endsWith('/') ? path.startsWith(exception.path) : path === exception.path) &&
  (!exception.tables || exception.tables.includes(table)) &&
  (!writes || exception.writes === true);

/** Takes out what exceptions allow, and adds each exception, and each of its tables, that nothing needs any more. */
export function applyExceptions(
  violations: readonly Violation[],
  exceptions: readonly Exception[],
): Violation[] {
  const excepted = (violation: Violation, exception: Exception) =>
    /^(write|read|view)$/.test(violation.kind) &&
    covers(exception, violation.file, violation.what, violation.kind === 'write');
  const stale = exceptions.flatMap((exception) => {
    const used = new Set(violations.filter((each) => excepted(each, exception)).map(({ what }) => what));
    const unused = exception.tables?.filter((table) => !used.has(table)) ?? (used.size === 0 ? ['any'] : []);
    return unused.map((what) => ({
      kind: 'exception' as const,
      file: exception.path,
      line: 1,
      what,
      message: `the exception for ${what} isn't needed any more. Remove it from server/rooms/exceptions.ts.`,
    }));
  });
  return [
    ...violations.filter((violation) => !exceptions.some((exception) => excepted(violation, exception))),
    ...stale,
  ];
}

/** Views that don't bear their room's name. */
export function misnamedViews(relations: ReadonlyMap<string, Relation>): Violation[] {
  return [...relations.values()]
    .filter(({ kind, name, room }) => kind === 'view' && !name.startsWith(viewPrefix(room)))
    .map(({ name, room }) => ({
      kind: 'name',
      file: `migrations/steps/${room}`,
      line: 1,
      what: name,
      message: `the view ${name} of ${room} must be named ${viewPrefix(room)}<what>.`,
    }));
}

/** @param folder `server/src` */
export function checkFolder(folder: string, relations: ReadonlyMap<string, Relation>): Violation[] {
  return globSync('**/*.ts', { cwd: folder, exclude: ['**/*.test.ts'] })
    .sort()
    .flatMap((path) => violationsOf(path, readFileSync(join(folder, path), 'utf8'), relations));
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyExceptions, checkFolder, misnamedViews, violationsOf } from './checkRooms.ts';
import { exceptions, toMove } from './exceptions.ts';
import { writtenOrder } from './order.ts';
import { readRelations, relationsOfStep } from './owners.ts';

const root = join(import.meta.dirname, '../..');
const relations = new Map(
  [
    ...relationsOfStep(
      'catalog_001_baseline.ts',
      'CREATE TABLE events ( id text ); CREATE VIEW catalog_events_named AS',
    ),
    ...relationsOfStep(
      'listings_001_baseline.ts',
      'CREATE TABLE listings (\nCREATE VIEW listings_labelled AS SELECT',
    ),
    ...relationsOfStep('pricing_001_baseline.ts', 'CREATE FUNCTION fan_fee(price bigint) RETURNS bigint'),
  ].map((relation) => [relation.name, relation]),
);
const check = (path: string, text: string) =>
  violationsOf(path, text, relations).map(({ kind, line, what }) => `${kind} ${what}:${line}`);

describe('the walls between rooms', () => {
  it('refuse that a room writes another room’s table', () => {
    expect(check('portal/a.ts', 'run(`\n  UPDATE listings SET x = 1`)')).toEqual(['write listings:2']);
    expect(check('portal/a.ts', "run('DELETE FROM listings l WHERE true')")).toEqual(['write listings:1']);
    expect(check('portal/a.ts', 'run(`WITH a AS (INSERT INTO listings (id) SELECT 1) SELECT 1`)')).toEqual([
      'write listings:1',
    ]);
    expect(check('portal/a.ts', "defineActor(machine, { table: 'listings' })")).toEqual(['write listings:1']);
    expect(check('listings/a.ts', "run('UPDATE listings SET x = 1')")).toEqual([]);
  });

  it('refuse that a room reads another room’s table, in fragments and lists too', () => {
    expect(check('portal/a.ts', "const text = 'SELECT 1 FROM listings l'")).toEqual(['read listings:1']);
    expect(check('portal/a.ts', 'const join = `JOIN events e ON e.id = $' + '{id}`')).toEqual([
      'read events:1',
    ]);
    expect(check('portal/a.ts', "const from = 'listings l'")).toEqual(['read listings:1']);
    expect(check('portal/a.ts', 'const text = `SELECT 1 FROM $' + '{rows} r, events e WHERE true`')).toEqual([
      'read events:1',
    ]);
    expect(check('portal/a.ts', "trx('events').where({ id })")).toEqual(
      ['read events:1'].map((each) => each.replace('read', 'write')),
    );
  });

  it('allow views and functions of lower rooms, and refuse those of higher ones', () => {
    expect(
      check('portal/a.ts', "run('SELECT 1 FROM catalog_events_named e JOIN listings_labelled l')"),
    ).toEqual([]);
    expect(check('listings/a.ts', "run('SELECT fan_fee(1)')")).toEqual([]);
    expect(check('catalog/a.ts', "run('SELECT fan_fee(1) FROM listings_labelled l')")).toEqual([
      'view listings_labelled:1',
      'view fan_fee:1',
    ]);
  });

  it('take a statement’s own names, columns and plain words for what they are', () => {
    expect(
      check('portal/a.ts', 'run(`WITH listings AS (SELECT 1) SELECT events, listings FROM listings`)'),
    ).toEqual([]);
    expect(
      check('portal/a.ts', "const message = 'events of listings'; const task = 'listings.price'"),
    ).toEqual([]);
  });

  it('refuse what is named like a room’s view, and no step makes', () => {
    expect(check('portal/a.ts', 'run(`SELECT 1 FROM listings_nowhere`)')).toEqual([
      'missing listings_nowhere:1',
    ]);
    expect(
      check(
        'portal/a.ts',
        'const due = `WITH listings_due AS (SELECT 1)`; run(due + `SELECT 1 FROM listings_due`)',
      ),
    ).toEqual([]);
    expect(check('portal/a.ts', 'run(`SELECT 1 FROM generate_series(1, 2)`)')).toEqual([]);
  });

  it('refuse an import that climbs or goes sideways, and a room without a place', () => {
    expect(check('catalog/a.ts', "import { x } from '../listings/index.ts';")).toEqual(['import listings:1']);
    expect(check('stats/a.ts', "export { x } from '../catalog/index.ts';")).toEqual(['import catalog:1']);
    expect(check('listings/deep/a.ts', "import { x } from '../../catalog/index.ts';")).toEqual([]);
    expect(check('basement/a.ts', '')).toEqual(['room basement:1']);
    expect(check('app.ts', "import { x } from './listings/index.ts';")).toEqual([]);
  });

  it('keep a table’s class in its room, and let it name its room’s tables only', () => {
    const model = (name: string, table: string, more = '') =>
      `export class ${name} extends TableModel { static override tableName = '${table}'; ${more} }`;
    expect(check('listings/Listing.ts', model('Listing', 'listings'))).toEqual([]);
    expect(check('listings/deep/Listing.ts', model('Event', 'events'))).toEqual([
      'model Event:1',
      'write events:1',
    ]);
    const relation =
      "static relationMappings = { e: { join: { from: 'listings.event_id', to: 'events.id' } } };";
    expect(check('listings/Listing.ts', model('Listing', 'listings', relation))).toEqual(['read events:1']);
    expect(check('listings/a.ts', "import { Listing } from './Listing.ts';")).toEqual([]);
    expect(check('portal/a.ts', "import { Listing } from '../listings/Listing.ts';")).toEqual([
      'model Listing:1',
    ]);
    expect(check('app.ts', "import { Listing } from './listings/deep/Listing.ts';")).toEqual([
      'model Listing:1',
    ]);
    expect(check('listings/index.ts', "export * from './Listing.ts';")).toEqual(['model Listing:1']);
    expect(check('platform/db/index.ts', "export * from './Model.ts';")).toEqual([]);
  });

  it('name the room, the table, its owner and the way to do it', () => {
    const [found] = violationsOf('portal/a.ts', "run('UPDATE listings SET x = 1')", relations);
    expect(found?.message).toBe(
      'portal writes the table listings of listings. Call a function of listings that takes the transaction.',
    );
  });

  it('honour exceptions for what they name, and refuse those that nothing needs', () => {
    const found = violationsOf('portal/a.ts', "run('UPDATE listings l SET x = 1 FROM events e')", relations);
    const left = (exception: object) =>
      applyExceptions(found, [{ path: 'portal/', reason: 'test', ...exception }]).map(
        ({ kind, what }) => `${kind} ${what}`,
      );
    expect(left({})).toEqual(['write listings']);
    expect(left({ writes: true })).toEqual([]);
    expect(left({ writes: true, tables: ['listings'] })).toEqual(['read events']);
    expect(left({ writes: true, tables: ['listings', 'events', 'venues'] })).toEqual(['exception venues']);
    expect(left({ path: 'today/' })).toEqual(['write listings', 'read events', 'exception any']);
  });

  it('want views that are named after their room', () => {
    const view = relationsOfStep('savedViews_001_baseline.ts', 'CREATE VIEW named AS').map(
      (each) => [each.name, each] as const,
    );
    expect(misnamedViews(new Map(view)).map(({ message }) => message)).toEqual([
      'the view named of savedViews must be named saved_views_<what>.',
    ]);
    expect(() => relationsOfStep('cellar_001.ts', '')).toThrow('must begin with a room');
  });

  it('hold in the code as it is, and README.md writes their order', () => {
    const all = readRelations(join(root, 'migrations/steps'));
    expect([
      ...applyExceptions(checkFolder(join(root, 'server/src'), all), [...exceptions, ...toMove]),
      ...misnamedViews(all),
    ]).toEqual([]);
    expect(readFileSync(join(root, 'README.md'), 'utf8').replaceAll(/\s+/g, ' ')).toContain(writtenOrder);
  });
});

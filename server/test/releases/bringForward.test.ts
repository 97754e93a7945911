/** Migrates a filled database of the newest released schema, and finds steps that break old rows. */
import { type NamedStep, steps } from '@holdfast/migrations';
import { readReleases } from '@holdfast/migrations/released';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/platform/db/index.ts';
import { verify } from '../../src/verify/verify.ts';
import { testAppContext } from '../appContext.ts';
import { bringForward } from './bringForward.ts';
import { testRelease } from './testRelease.ts';

const newest = readReleases().at(-1)?.name ?? '';

it('there is a release to migrate', () => {
  expect(newest).not.toBe('');
});

testRelease(newest);

describe('a step that breaks old rows', () => {
  const then = (sql: string): NamedStep[] => [
    ...steps,
    ['later_001', { up: async (db) => void (await db.raw(sql)) }],
  ];

  it('fails on them, although it runs on an empty database', async () => {
    const column = 'ALTER TABLE reservations ADD channel text NOT NULL';
    await expect(bringForward(newest, then(column))).rejects.toThrow(/later_001 failed: .*channel/);
  });

  it('is found by the invariants when it doesn’t fail', async () => {
    const renamed = `UPDATE reservations SET state = 'lapsed' WHERE state = 'expired'`;
    const database = await bringForward(newest, then(renamed));
    const db = openDatabase(database.url, { max: 2, onError: () => {} });
    const { engine, close } = await testAppContext(database.url);
    const broken = await verify(db, engine);
    await db.destroy();
    await close();
    await database.drop();
    expect(broken.map(({ invariant }) => invariant)).toContain('3.replay');
  });
});

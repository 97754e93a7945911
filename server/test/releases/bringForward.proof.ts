/** Migrates a filled database of every released schema; `npm test` has the newest. */
import { readReleases } from '@holdfast/migrations/released';
import { testRelease } from './testRelease.ts';

for (const { name } of readReleases()) testRelease(name);

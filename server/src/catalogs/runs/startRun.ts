/** A run is set off, by a person or by the clock: one at a time for a catalogue. */
import { type CatalogRun, type Catalogue, catalogueNames } from '@holdfast/shared/catalogs';
import { audit, type Doer } from '../../platform/audit.ts';
import type { CataloguesConfig } from '../../platform/config.ts';
import { run, type Trx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { jobs } from '../../platform/jobs/index.ts';
import { Problem } from '../../platform/problem.ts';
import { showRun } from './runQueries.ts';

/**
 * Queues a run of a catalogue.
 * @throws Problem `catalogue_not_connected`; `run_under_way` with its `runId`
 */
export async function startRun(
  trx: Trx,
  config: CataloguesConfig,
  catalogue: Catalogue,
  doer: Doer,
): Promise<CatalogRun> {
  if (config[catalogue] === null)
    throw new Problem(
      'catalogue_not_connected',
      `${catalogueNames[catalogue]} has no keys here. Set them as .env.example says, and start Holdfast again.`,
    );
  const id = newId('catalogRun');
  const begun = await run(
    trx,
    `INSERT INTO catalog_runs (id, catalogue, started_by) VALUES ($1, $2, $3)
     ON CONFLICT (catalogue) WHERE done_at IS NULL DO NOTHING RETURNING id`,
    [id, catalogue, doer.by],
  );
  if (begun.length === 0) {
    const [other] = await run<{ id: string }>(
      trx,
      'SELECT id FROM catalog_runs WHERE catalogue = $1 AND done_at IS NULL',
      [catalogue],
    );
    throw new Problem(
      'run_under_way',
      `${catalogueNames[catalogue]} is being read right now. Look at that run; the next one can begin after it.`,
      { runId: other?.id },
    );
  }
  await audit(trx, doer, [{ what: 'catalogRun.start', subject: id, after: { catalogue } }]);
  await jobs.add(trx, [{ task: 'catalogs.run', payload: { runId: id }, key: `catalogs.run ${id}` }]);
  return showRun(trx, id);
}

/**
 * Which catalogues are due by the clock: connected, none under way, and the last run so many hours ago.
 * @returns them, locked by nobody: a race ends in `run_under_way`
 */
export async function dueCatalogues(trx: Trx, config: CataloguesConfig): Promise<Catalogue[]> {
  if (config.everyHours === 0) return [];
  const connected = (['skybox', 'ticketmaster'] as const).filter((each) => config[each] !== null);
  const rows = await run<{ catalogue: Catalogue }>(
    trx,
    // The clock strikes once an hour: five minutes early is on time.
    `SELECT wanted.catalogue FROM unnest($1::text[]) AS wanted (catalogue) WHERE NOT EXISTS (
       SELECT 1 FROM catalog_runs r WHERE r.catalogue = wanted.catalogue
         AND (r.done_at IS NULL OR r.created_at > now() - $2 * interval '1 hour' + interval '5 minutes'))`,
    [connected, config.everyHours],
  );
  return rows.map(({ catalogue }) => catalogue);
}

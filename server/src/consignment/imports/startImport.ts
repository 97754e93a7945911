import type { ImportFile } from '@holdfast/shared/consignment';
import type { Engine } from '../../platform/actors/index.ts';
import { audit, type Doer } from '../../platform/audit.ts';
import type { Trx } from '../../platform/db/index.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { showImport } from './importQueries.ts';

/**
 * Lets a checked file be applied, in the background.
 * @throws Problem `not_found`, or `transition_refused` with `accepts` when it is under way, done, or has nothing to do
 */
export async function startImport(trx: Trx, engine: Engine, id: string, doer: Doer): Promise<ImportFile> {
  if (!id.startsWith('imp_')) throw notFound('import');
  const [outcome] = await engine.apply(trx, [{ id, message: { type: 'apply' }, by: doer.by }]);
  if (outcome?.kind === 'unknown') throw notFound('import');
  if (outcome?.kind !== 'applied') {
    const { state, accepts } = await showImport(trx, id);
    throw new Problem(
      'transition_refused',
      state === 'checked' ? 'There is nothing in this file to apply.' : `This import is ${state}.`,
      { accepts },
    );
  }
  await audit(trx, doer, [{ what: 'import.apply', subject: id }]);
  return showImport(trx, id);
}

import type { SeasonPackage } from '@holdfast/shared/packages';
import type { Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { Package } from './Package.ts';
import { showPackage } from './packageRows.ts';

const refusals: Record<SeasonPackage['state'], string> = {
  draft: 'This package is a draft. Confirm it first.',
  confirmed: 'This package is confirmed already.',
  ended: 'This package has ended.',
};

/** @throws Problem `not_found`, `transition_refused` in another state than these */
export async function lockPackage(
  trx: Trx,
  id: string,
  states: ReadonlyArray<SeasonPackage['state']>,
): Promise<SeasonPackage> {
  await Package.query(trx).findById(id).forNoKeyUpdate();
  const found = await showPackage(trx, id);
  if (!states.includes(found.state))
    throw new Problem('transition_refused', refusals[found.state], {
      state: found.state,
      accepts:
        found.state === 'draft'
          ? ['confirm', 'terms', 'end']
          : found.state === 'confirmed'
            ? ['terms', 'end']
            : [],
    });
  return found;
}

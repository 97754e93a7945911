/** Consignors and their percentages for tests; names are unique. */
import { plainComponents } from '@holdfast/shared/pricing';
import type { AppContext } from '../../src/platform/appContext.ts';
import { newId } from '../../src/platform/ids.ts';

type Built = Pick<AppContext, 'db'>;

let count = 0;
const next = () => ++count;

/** @returns its id */
export async function buildConsignor({ db }: Built, { name = `Consignor ${next()}` } = {}): Promise<string> {
  const id = newId('consignor');
  await db('consignors').insert({ id, name, email: `${id}@example.com` });
  return id;
}

/** A plan of a consignor that began before all tests. */
export async function buildPlan({ db }: Built, consignorId: string, plan: string): Promise<void> {
  await db('consignor_plans').insert({
    id: newId('consignorPlan'),
    consignor_id: consignorId,
    plan,
    effective_from: '2010-01-01T00:00:00Z',
    reason: 'For a test',
    created_by: 'system',
  });
}

/**
 * A rule of a consignor or of the marketplace that begins before all tests, so that a test can ask for any
 * instant.
 */
export async function buildPercentages(
  { db }: Built,
  {
    consignorId,
    commissionBps,
    feeBps,
  }: { consignorId: string | null; commissionBps: number; feeBps: number },
): Promise<void> {
  await db('percentages').insert({
    id: newId('percentages'),
    scope: consignorId === null ? 'marketplace' : 'consignor',
    target: consignorId ?? '',
    components: JSON.stringify(plainComponents(commissionBps, feeBps)),
    effective_from: '2010-01-01T00:00:00Z',
    reason: 'For a test',
    created_by: 'system',
  });
}

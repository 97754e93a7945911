import type { Caller } from '../platform/http/index.ts';
import { Problem } from '../platform/problem.ts';

/**
 * The one consignor whose rows the caller may read. An administrator passes every door, and has no rows here.
 * @throws Problem `forbidden` when the account belongs to no consignor
 */
export function ownConsignor({ consignorId, roles }: Caller): string {
  if (consignorId !== null && roles.includes('consignor')) return consignorId;
  throw new Problem('forbidden', 'This account belongs to no consignor. Ask our team to connect it.');
}

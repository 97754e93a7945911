/**
 * Limits on requests that email somebody, or ask another company's service while the caller waits: per person, and per record that
 * the address names. They are far above what anybody does by hand. Source: OWASP ASVS 5.0, 2.4.1
 */
import { type Ctx, principalOf } from './context.ts';
import type { AnyEndpoint } from './endpoint.ts';
import { createRateLimit } from './rateLimit.ts';

const seconds = 60 * 60;
/** What one person of the staff does in an hour: each kind is counted apart. */
const ofStaff = { points: 300, seconds };
/** What anybody else with an account does. */
const ofOthers = { points: 30, seconds };
/** What happens to one record, whoever does it. */
const ofRecord = { points: 20, seconds };

/**
 * @returns counts a request of an endpoint that declares `reaches`
 * @throws Problem `too_many_requests` above a limit
 */
export function createReachLimits(app: Parameters<typeof createRateLimit>[0]) {
  const limitsOf = (kind: string) => ({
    staff: createRateLimit(app, { name: `reach_${kind}_staff`, ...ofStaff }),
    others: createRateLimit(app, { name: `reach_${kind}`, ...ofOthers }),
    records: createRateLimit(app, { name: `reach_${kind}_record`, ...ofRecord }),
  });
  const limits = { email: limitsOf('email'), service: limitsOf('service') };
  return async (ctx: Ctx, { reaches, path }: AnyEndpoint): Promise<void> => {
    if (!reaches) return;
    const { staff, others, records } = limits[reaches];
    const isOfStaff = path.startsWith('/admin/');
    await (isOfStaff ? staff : others).consume(principalOf(ctx).by);
    // An address without parameters has none.
    const ids = Object.values((ctx.params as Record<string, string> | undefined) ?? {});
    if (isOfStaff && ids.length > 0) await records.consume(`${path} ${ids.join(' ')}`);
  };
}

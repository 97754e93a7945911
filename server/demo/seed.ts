/**
 * Seeds the demo: events around today and listings, created by the rooms' own commands, so that every listing
 * has its log, its timer and its tickets; with sales of past weeks.
 */
import { randomUUID } from 'node:crypto';
import { addPerson, demoAccounts, demoColleagues } from '../src/accounts/index.ts';
import { readMarket } from '../src/listings/index.ts';
import { foldAnew } from '../src/platform/actors/index.ts';
import type { AppContext } from '../src/platform/appContext.ts';
import { inTransaction, queryPrepared, type Trx } from '../src/platform/db/index.ts';
import { issueAll } from '../src/receipts/index.ts';
import { freezeBegunEvents } from '../src/statistics/index.ts';
import { demoConsignment } from './consignment/demoConsignment.ts';
import { seedClaim } from './seedBank.ts';
import { seedCatalog } from './seedCatalog.ts';
import { seedConsignors } from './seedConsignors.ts';
import { seedContent } from './seedContent.ts';
import { seedDeliveries } from './seedDeliveries.ts';
import { importHistoryToSandbox, seedHistory } from './seedHistory.ts';
import { seedImports } from './seedImports.ts';
import { seedListings, seedOwnEvents, seedPackages } from './seedListings.ts';
import { closeFirstMonth, seedPayouts } from './seedPayouts.ts';
import { type StaffIds, seedStaffWork } from './seedStaffWork.ts';
import { whileUnfinished } from './unfinished.ts';

const demoSeed = 'holdfast';

/** What the demo contains. */
export interface DemoOptions {
  /** Whether it has past sales. */
  history?: boolean;
  /** Whether a month of the books is closed; not where older sales are still to be written. */
  closesMonth?: boolean;
  /**
   * ISO instant that decides which games are ahead, how old each listing is and what was sold; default: the
   * database's time. The commands that the seeding calls log the database's time.
   */
  now?: string;
}

type DemoApp = Pick<AppContext, 'db' | 'engine'> & Partial<Pick<AppContext, 'secret'>>;

/**
 * Seeds an empty database; does nothing when it has a catalog. Catalog, listings and sales are committed together; what is
 * interrupted after them stays marked as unfinished (`unfinished.ts`), so that the next start begins anew.
 * @param log receives one line that says what was created
 * @returns whether it seeded
 */
export async function seedDemo(
  app: DemoApp,
  log: (line: string) => void = () => {},
  options: DemoOptions = {},
): Promise<boolean> {
  const staffIds = await addDemoPeople(app);
  return whileUnfinished(app.db, (begin) => seedMarked(app, staffIds, { begin, log, ...options }));
}

interface Seeding extends DemoOptions {
  /** Marks the seeding as unfinished, in the transaction of its first part. */
  begin(trx: Trx): Promise<void>;
  log(line: string): void;
}

/** @returns whether it seeded */
async function seedMarked(
  app: DemoApp,
  staffIds: StaffIds,
  { begin, log, history = true, closesMonth = true, now: day }: Seeding,
): Promise<boolean> {
  const { db, engine } = app;
  const startedAt = performance.now();
  const made = await inTransaction(db, async (trx) => {
    const [empty] = await queryPrepared<{ now: Date }>(
      trx,
      'SELECT now() AS now WHERE NOT EXISTS (SELECT 1 FROM events)',
    );
    if (!empty) return null;
    await begin(trx);
    const now = day ?? empty.now.toISOString();
    const catalog = await seedCatalog(trx, now);
    const items = [...demoConsignment(demoSeed, { ...catalog.recorded, games: catalog.games, now })];
    const consignorIds = await seedConsignors(trx, items, now);
    const context = { trx, engine, now, by: staffIds[0], catalog, consignorIds };
    const packageIds = await seedPackages(context, items);
    const listings = await seedListings(context, items, packageIds);
    await seedOwnEvents(context, items);
    const orders = history ? await seedHistory(trx, demoSeed, now) : 0;
    await seedStaffWork(context, staffIds, demoSeed);
    await seedContent(trx, staffIds[0]);
    return { now, events: catalog.eventIds.size, consignors: consignorIds.size, listings, orders };
  });
  await addDemoConsignor(app);
  if (made === null) return false;
  await seedImports(app, made.now);
  await seedDeliveries(app, demoSeed, staffIds[0]);
  await seedPayouts(app);
  if (closesMonth) await closeFirstMonth(app);
  // A worker that runs already may have looked before there were any orders.
  await issueAll(db, { ever: true });
  // The planner has no statistics of tables that were just filled.
  await db.raw('ANALYZE');
  await importHistoryToSandbox(db);
  // Only an application with its secret has the engine of payments.
  if (history && app.secret !== undefined) await seedClaim(app, staffIds[0]);
  // Its history lies before what a worker that runs already may have folded.
  await inTransaction(db, foldAnew);
  await freezeBegunEvents(db);
  await inTransaction(db, readMarket);
  log(
    `demo data: ${made.events} games, ${made.consignors} consignors, ${made.listings} listings, ${made.orders} orders in ${Math.round(performance.now() - startedAt)} ms`,
  );
  return true;
}

/** @returns the staff; the first one can sign in, and approves the listings */
async function addDemoPeople({ db }: Pick<AppContext, 'db'>): Promise<StaffIds> {
  const known = await peopleByEmail(db);
  const missing = demoAccounts.filter(({ email, role }) => role !== 'consignor' && !known.has(email));
  for (const person of await Promise.all(
    missing.map(({ role, ...account }) =>
      addPerson(db, { ...account, roles: [role], isEmailVerified: true }),
    ),
  ))
    known.set(person.email, person.id);
  const staff = demoAccounts.find(({ role }) => role === 'staff');
  return [known.get(staff?.email ?? '') ?? 'system', ...(await addColleagues(db, known))];
}

/** Adds staff whose names appear on their actions. Their passwords are random: nobody can sign in as them. */
async function addColleagues(db: AppContext['db'], known: ReadonlyMap<string, string>): Promise<string[]> {
  const ids: string[] = [];
  for (const { name, email } of demoColleagues) {
    const id =
      known.get(email) ?? (await addPerson(db, { name, email, password: randomUUID(), roles: ['staff'] })).id;
    ids.push(id);
  }
  return ids;
}

/** Adds an account to a consignor with many listings in most states; the same consignor in every demo. */
async function addDemoConsignor({ db }: Pick<AppContext, 'db'>): Promise<void> {
  const account = demoAccounts.find(({ role }) => role === 'consignor');
  if (!account || (await peopleByEmail(db)).has(account.email)) return;
  const [consignor] = await inTransaction(db, (trx) =>
    queryPrepared<{ id: string; name: string }>(
      trx,
      `SELECT c.id, c.name FROM consignors_named c JOIN listings l ON l.consignor_id = c.id
       WHERE NOT c.is_marketplace AND c.plan <> 'Broker' GROUP BY c.id, c.name HAVING bool_or(l.state = 'live')
       ORDER BY least(6, count(*) FILTER (WHERE l.state = 'live' AND l.available > 0)) DESC, count(DISTINCT l.state) DESC,
         count(*) FILTER (WHERE l.state = 'live') DESC, c.name, c.id LIMIT 1`,
    ),
  );
  if (!consignor) return;
  const { role, ...person } = account;
  await addPerson(db, {
    ...person,
    name: consignor.name,
    roles: [role],
    consignorId: consignor.id,
    isEmailVerified: true,
  });
}

async function peopleByEmail(db: AppContext['db']): Promise<Map<string, string>> {
  const rows = await inTransaction(db, (trx) =>
    queryPrepared<{ id: string; email: string }>(
      trx,
      'SELECT id, email FROM people WHERE email = ANY($1::text[])',
      [[...demoAccounts, ...demoColleagues].map(({ email }) => email)],
    ),
  );
  return new Map(rows.map(({ id, email }) => [email, id]));
}

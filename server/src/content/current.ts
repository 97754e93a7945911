/** The public content as this process last read it: pages and purchases take it from here. */
import { type Marketplace, readMarketplace } from '../marketplace/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { type Database, inTransaction } from '../platform/db/index.ts';
import { factsOf, type Rules, readRules } from './facts.ts';
import { type Live, presentContent, type ShownContent, termsText } from './present.ts';
import { newestNumber, readPublished, type Version } from './stored.ts';

type App = Pick<AppContext, 'db'>;

/** The public content, as fans read it. */
export interface CurrentContent extends ShownContent {
  /** The words that a purchase is agreed on. */
  terms: string;
}

/** How often a process looks whether another one published content, or what plans charge changed, in milliseconds. */
const lookEveryMs = 1_000;

/** How old the days of plans may be, in milliseconds: they are counted over all consignors. */
const daysEveryMs = 30_000;

interface Known {
  content: CurrentContent;
  /** What it was made of. */
  source: string;
  published: Version;
  rules: Rules;
  /** When the days of plans were read, milliseconds of `performance.now()`. */
  daysAt: number;
}
const known = new WeakMap<Database, Known>();

/** What values and plans are made of now. */
export const liveOf = (marketplace: Marketplace, rules: Rules): Live => ({
  facts: factsOf(marketplace, rules),
  rules,
  currency: marketplace.currency,
});

/** Reads the public content now. @returns whether it differs from what this process had */
export async function refreshContent(app: App): Promise<boolean> {
  const before = known.get(app.db);
  const { published, rules, marketplace } = await inTransaction(app.db, async (trx) => {
    // The same number is the same content: it isn't read again each second.
    const isSame = before?.published.number === (await newestNumber(trx));
    const found = isSame ? before.published : await readPublished(trx);
    const isNear = isSame && performance.now() - before.daysAt < daysEveryMs;
    return {
      published: found,
      rules: await readRules(trx, found.content, isNear ? before.rules.daysOfPlans : undefined),
      marketplace: await readMarketplace(trx),
    };
  });
  const now = known.get(app.db);
  // Another look, which began later, was faster.
  if (now && now.published.number > published.number) return false;
  const live = liveOf(marketplace, rules);
  const { byDefault, ofPlans, daysOfPlans } = rules;
  const source = JSON.stringify([published.number, live.facts, byDefault, [...ofPlans], [...daysOfPlans]]);
  const daysAt = before && daysOfPlans === before.rules.daysOfPlans ? before.daysAt : performance.now();
  const read = { published, rules, daysAt, source };
  if (now?.source === source) {
    known.set(app.db, { ...now, ...read });
    return false;
  }
  const shown = presentContent(published.content, live);
  known.set(app.db, { ...read, content: { ...shown, terms: termsText(shown.pages) } });
  return true;
}

/** The newest content that this process has read; read now, where it is the first time. */
export async function currentContent(app: App): Promise<CurrentContent> {
  if (!known.has(app.db)) await refreshContent(app);
  return knownContent(app);
}

/** The newest content that this process has read. @throws Error before it has read any */
export function knownContent({ db }: App): CurrentContent {
  const found = known.get(db);
  if (!found) throw new Error('the content is used before it was read');
  return found.content;
}

/**
 * Reads the content now and every second.
 * @param onChange forgets what was made of the content before
 * @returns ends it
 */
export async function followContent(
  app: Pick<AppContext, 'db' | 'log'>,
  onChange: () => void,
): Promise<() => void> {
  await refreshContent(app);
  const look = async () => {
    if (await refreshContent(app)) onChange();
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) =>
      app.log.warn({ err: error }, 'the content could not be read again; the one before stays in use'),
    );
  }, lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}

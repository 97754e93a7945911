/** The connections to feeds: the environment's keys first, then what the back office configured, then recorded examples. */
import type { Feed } from '@holdfast/shared/feeds';
import { usualSearch } from '@holdfast/shared/feeds';
import { z } from 'zod';
import type { AppContext } from '../../platform/appContext.ts';
import type { FeedsConfig } from '../../platform/config.ts';
import type { Database, Trx } from '../../platform/db/index.ts';
import { sealKeyOf, unseal } from '../../platform/seal.ts';
import { FeedSettings } from './FeedSettings.ts';

/** What is sealed of a feed. */
export const feedKeys = z.object({
  apiToken: z.string().nullable(),
  applicationToken: z.string().nullable(),
  apiKey: z.string().nullable(),
});
export type FeedKeys = z.infer<typeof feedKeys>;

const none: FeedKeys = { apiToken: null, applicationToken: null, apiKey: null };

/** The keys that are kept of a feed; none where they were sealed under another secret. */
export function keysOf(
  row: Pick<FeedSettings, 'feed' | 'sealed' | 'keyId'> | undefined,
  secret: string,
): FeedKeys {
  const key = sealKeyOf(secret, 'feedKeys');
  if (!row?.sealed || row.keyId !== key.id) return none;
  return feedKeys.parse(JSON.parse(unseal(key, row.feed, row.sealed)));
}

/** Whether the environment has a feed's keys: then they come first. */
export const isOfEnvironment = (config: FeedsConfig, feed: Feed): boolean =>
  config[feed] !== null && !config[feed].fakeFeeds;

/** The connections that runs use now; null: not connected, or switched off. */
export async function feedsConfig(
  db: Database | Trx,
  { config: { feeds }, secret }: Pick<AppContext, 'config' | 'secret'>,
): Promise<FeedsConfig> {
  const rows = await FeedSettings.query(db);
  const rowOf = (feed: Feed) => rows.find((row) => row.feed === feed);
  return {
    ...feeds,
    skybox: skyboxOf(feeds, rowOf('skybox'), secret),
    ticketmaster: ticketmasterOf(feeds, rowOf('ticketmaster'), secret),
  };
}

function skyboxOf(feeds: FeedsConfig, row: FeedSettings | undefined, secret: string): FeedsConfig['skybox'] {
  if (!row) return feeds.skybox;
  if (!row.enabled) return null;
  if (isOfEnvironment(feeds, 'skybox')) return feeds.skybox;
  const { apiToken, applicationToken } = keysOf(row, secret);
  if (row.account === null || apiToken === null || applicationToken === null) return null;
  return {
    apiBase: feeds.apiBases.skybox,
    account: row.account,
    apiToken,
    applicationToken,
    consignorEmail: row.consignorEmail,
    requestsPerDay: row.requestsPerDay,
    fakeFeeds: false,
  };
}

function ticketmasterOf(
  feeds: FeedsConfig,
  row: FeedSettings | undefined,
  secret: string,
): FeedsConfig['ticketmaster'] {
  if (!row) return feeds.ticketmaster;
  if (!row.enabled) return null;
  if (isOfEnvironment(feeds, 'ticketmaster')) return feeds.ticketmaster;
  const { apiKey } = keysOf(row, secret);
  if (apiKey === null) return null;
  return {
    apiBase: feeds.apiBases.ticketmaster,
    apiKey,
    search: row.search ?? usualSearch,
    requestsPerDay: row.requestsPerDay,
    fakeFeeds: false,
  };
}

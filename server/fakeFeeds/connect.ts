/** Connects the demo's feeds: feeds without keys use the fake feeds. */
import type { FeedsConfig } from '../src/platform/config.ts';
import { type FakeFeeds, type FakeFeedsOptions, fakeFeedKeys, startFakeFeeds } from './startFakeFeeds.ts';

/** The demo's broker to whose account the examples belong. */
const demoConsignor = 'desk@blue-line-brokers.example';

/**
 * Starts the fake feeds when they are wanted and a feed isn't connected.
 * @param weeks by which the demo's hockey season is moved
 * @returns the connections to use, and the fake feeds to close
 */
export async function connectFakeFeeds(
  config: FeedsConfig,
  weeks: () => number,
  limits: Pick<FakeFeedsOptions, 'perSecond' | 'perDay'> = {},
): Promise<{ config: FeedsConfig; fakeFeeds: FakeFeeds | null }> {
  if (!config.fakeFeeds || (config.skybox && config.ticketmaster)) return { config, fakeFeeds: null };
  const fakeFeeds = await startFakeFeeds({ ...limits, weeks: weeks() });
  const shared = { requestsPerDay: 5_000, fakeFeeds: true };
  return {
    fakeFeeds,
    config: {
      ...config,
      skybox: config.skybox ?? {
        ...shared,
        apiBase: fakeFeeds.skyboxBase,
        account: fakeFeedKeys.account,
        apiToken: fakeFeedKeys.apiToken,
        applicationToken: fakeFeedKeys.applicationToken,
        consignorEmail: demoConsignor,
      },
      ticketmaster: config.ticketmaster ?? {
        ...shared,
        apiBase: fakeFeeds.discoveryBase,
        apiKey: fakeFeedKeys.apiKey,
        search: 'classificationName=sports',
      },
    },
  };
}

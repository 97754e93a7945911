/** The demo's catalogues: what has no keys is answered by the stand-in. */
import type { CataloguesConfig } from '../../platform/config.ts';
import { type StandIn, type StandInOptions, standInKeys, startStandIn } from './startStandIn.ts';

/** The demo's broker whose account the examples are. */
const demoConsignor = 'desk@blue-line-brokers.example';

/**
 * Starts the stand-in where it is wanted and something isn't connected.
 * @param weeks by which the demo's hockey season is moved
 * @returns the connections to use, and the stand-in to close
 */
export async function connectStandIn(
  config: CataloguesConfig,
  weeks: () => number,
  limits: Pick<StandInOptions, 'perSecond' | 'perDay'> = {},
): Promise<{ config: CataloguesConfig; standIn: StandIn | null }> {
  if (!config.standIn || (config.skybox && config.ticketmaster)) return { config, standIn: null };
  const standIn = await startStandIn({ ...limits, weeks: weeks() });
  const shared = { requestsPerDay: 5_000, standIn: true };
  return {
    standIn,
    config: {
      ...config,
      skybox: config.skybox ?? {
        ...shared,
        apiBase: standIn.skyboxBase,
        account: standInKeys.account,
        apiToken: standInKeys.apiToken,
        applicationToken: standInKeys.applicationToken,
        consignorEmail: demoConsignor,
      },
      ticketmaster: config.ticketmaster ?? {
        ...shared,
        apiBase: standIn.discoveryBase,
        apiKey: standInKeys.apiKey,
        search: 'classificationName=sports',
      },
    },
  };
}

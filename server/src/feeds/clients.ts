import type { Feed } from '@holdfast/shared/feeds';
import type { FeedsConfig } from '../platform/config.ts';
import type { Database } from '../platform/db/index.ts';
import type { FeedClient } from './client.ts';
import { type ClientOptions, skyboxClient } from './skybox/client.ts';
import { ticketmasterClient } from './ticketmaster/client.ts';

/** The client of a feed; null where it isn't connected. */
export function openClient(
  db: Database,
  config: FeedsConfig,
  feed: Feed,
  options: ClientOptions = {},
): FeedClient | null {
  if (feed === 'skybox') return config.skybox && skyboxClient(db, config.skybox, options);
  return config.ticketmaster && ticketmasterClient(db, config.ticketmaster, options);
}

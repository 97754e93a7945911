import type { Catalogue } from '@holdfast/shared/catalogs';
import type { CataloguesConfig } from '../platform/config.ts';
import type { Database } from '../platform/db/index.ts';
import type { CatalogueClient } from './client.ts';
import { type ClientOptions, skyboxClient } from './skybox/client.ts';
import { ticketmasterClient } from './ticketmaster/client.ts';

/** The client of a catalogue; null where it isn't connected. */
export function openClient(
  db: Database,
  config: CataloguesConfig,
  catalogue: Catalogue,
  options: ClientOptions = {},
): CatalogueClient | null {
  if (catalogue === 'skybox') return config.skybox && skyboxClient(db, config.skybox, options);
  return config.ticketmaster && ticketmasterClient(db, config.ticketmaster, options);
}

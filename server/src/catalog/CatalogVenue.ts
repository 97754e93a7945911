import { TableModel } from '../platform/db/index.ts';

/** A place of events. */
export class CatalogVenue extends TableModel {
  static override tableName = 'venues';
  static override jsonAttributes = ['levels', 'outsideIds'];
  declare id: string;
  declare source: string;
  declare sourceId: string;
  /** Its page’s address; made by the database, and it stays when the name changes. */
  declare slug: string;
  declare name: string;
  declare city: string;
  declare region: string | null;
  /** ISO 3166-1 alpha-2. */
  declare country: string;
  /** IANA. */
  declare timeZone: string;
  declare capacity: number | null;
  declare address: string | null;
  /** Degrees, north is positive. */
  declare latitude: number | null;
  /** Degrees, east is positive. */
  declare longitude: number | null;
  /** From the field up. */
  declare levels: Array<{ name: string; sections: string[] }>;
  /** Other names by which search, feeds and files find it; with a city where another one is meant. */
  declare aliases: string[];
  declare outsideIds: Array<{ system: string; id: string }>;
  declare retiredAt: Date | null;
  /** The venue that it turned out to be. */
  declare mergedInto: string | null;
}

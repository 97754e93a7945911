import { TableModel } from '../platform/db/index.ts';

/** A place of events. */
export class CatalogVenue extends TableModel {
  static override tableName = 'venues';
  declare id: string;
  declare source: string;
  declare sourceId: string;
  declare name: string;
  declare city: string;
  declare region: string | null;
  /** ISO 3166-1 alpha-2. */
  declare country: string;
  /** IANA. */
  declare timeZone: string;
  declare capacity: number | null;
}

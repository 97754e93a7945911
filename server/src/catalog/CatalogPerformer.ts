import { TableModel } from '../platform/db/index.ts';

/** A team or an artist. */
export class CatalogPerformer extends TableModel {
  static override tableName = 'performers';
  static override jsonAttributes = ['outsideIds'];
  declare id: string;
  declare source: string;
  declare sourceId: string;
  declare name: string;
  declare shortName: string;
  declare slug: string;
  declare city: string;
  declare league: string | null;
  declare primaryColor: string | null;
  declare secondaryColor: string | null;
  declare logoId: string | null;
  declare code: string | null;
  declare homeVenueId: string | null;
  /** Other names by which search and files find it. */
  declare aliases: string[];
  declare outsideIds: Array<{ system: string; id: string }>;
  declare retiredAt: Date | null;
  /** The team that it turned out to be. */
  declare mergedInto: string | null;
}

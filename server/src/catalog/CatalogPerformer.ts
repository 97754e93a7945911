import { TableModel } from '../platform/db/index.ts';

/** A team or an artist. */
export class CatalogPerformer extends TableModel {
  static override tableName = 'performers';
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
}

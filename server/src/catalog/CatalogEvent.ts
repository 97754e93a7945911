import { TableModel } from '../platform/db/index.ts';
import { CatalogPerformer } from './CatalogPerformer.ts';
import { CatalogVenue } from './CatalogVenue.ts';

const one = (modelClass: typeof TableModel, column: string) => ({
  relation: TableModel.BelongsToOneRelation,
  modelClass,
  join: { from: `events.${column}`, to: `${modelClass.tableName}.id` },
});

/** One performance. */
export class CatalogEvent extends TableModel {
  static override tableName = 'events';
  static override relationMappings = {
    venue: one(CatalogVenue, 'venue_id'),
    home: one(CatalogPerformer, 'home_id'),
    away: one(CatalogPerformer, 'away_id'),
  };
  declare id: string;
  declare source: string;
  declare sourceId: string;
  declare slug: string;
  declare name: string;
  declare kind: 'game' | 'own';
  declare status: 'scheduled' | 'moved' | 'postponed' | 'cancelled';
  declare league: string | null;
  declare seasonId: string | null;
  declare homeId: string | null;
  declare awayId: string | null;
  declare venueId: string;
  declare startsAt: Date;
  /** The day at the venue. */
  declare localDate: string;
  declare timeTbd: boolean;
  declare previousStartsAt: Date | null;
  /** From the opening of the doors to the start. */
  declare doorsMinutes: number | null;
  declare pictureId: string | null;
  declare maxPerType: number;
  /** Milliseconds. */
  declare holdMs: number;
  declare currency: string;
  /** What searches look through, in lower case. */
  declare search: string;
  declare createdAt: Date;
  declare venue?: CatalogVenue;
  declare home?: CatalogPerformer;
  declare away?: CatalogPerformer;
}

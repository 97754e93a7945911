import { TableModel } from '../../platform/db/index.ts';

/** The app that gives somebody's codes. */
export class SecondFactor extends TableModel {
  static override tableName = 'second_factors';
  static override idColumn = 'person_id';
  declare personId: string;
  /** Names the key under which the secret is sealed. */
  declare keyId: string;
  declare sealed: Buffer;
  declare createdAt: Date;
  /** When its first code was right; null: it isn't asked for yet. */
  declare confirmedAt: Date | null;
  /** The last 30 seconds since 1970 of which a code was taken. */
  declare lastStep: number;
}

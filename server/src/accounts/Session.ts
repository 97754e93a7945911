import { TableModel } from '../platform/db/index.ts';
import { Person } from './Person.ts';

/** A signed-in browser. */
export class Session extends TableModel {
  static override tableName = 'sessions';
  static override idColumn = 'token_hash';
  static override relationMappings = {
    person: {
      relation: TableModel.BelongsToOneRelation,
      modelClass: Person,
      join: { from: 'sessions.person_id', to: 'people.id' },
    },
  };
  /** SHA-256 of the opaque token in the cookie. */
  declare tokenHash: Buffer;
  declare personId: string;
  declare createdAt: Date;
  /** To within ten minutes. */
  declare lastUsedAt: Date;
  /** User-Agent of the browser that signed in; null: it sent none, or signed in before this was kept. */
  declare agent: string | null;
  declare expiresAt: Date;
  /** Opened by a passkey, which is two factors by itself. */
  declare byPasskey: boolean;
  /** When the owner last gave password and second factor, or a passkey, in this browser. */
  declare provenAt: Date;
  /** That was a passkey. */
  declare provenByPasskey: boolean;
  declare person?: Person;
}

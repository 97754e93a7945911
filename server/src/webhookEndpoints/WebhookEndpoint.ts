import { TableModel } from '../platform/db/index.ts';

/** An endpoint of somebody else that is told what changes. */
export class WebhookEndpoint extends TableModel {
  static override tableName = 'webhook_endpoints';
  declare id: string;
  declare name: string;
  declare url: string;
  /** A kind of thing and a state of it, or `*` for all: `listing.*`. */
  declare types: string[];
  /** Who did it and why is told too. */
  declare seesPeople: boolean;
  /** null: it is told of all. */
  declare consignorId: string | null;
  declare keyId: string;
  /** The secret of now and that of before. */
  declare sealed: Buffer;
  declare secretRotatedAt: Date | null;
  /** The number of the log up to which it has its webhooks. */
  declare afterSeq: number;
  declare disabledAt: Date | null;
  /** It answered 410, so it was disabled. */
  declare isGone: boolean;
  /** It isn't shown any more, and nothing is sent. */
  declare removedAt: Date | null;
  declare version: number;
  declare createdAt: Date;
  declare createdBy: string;
}

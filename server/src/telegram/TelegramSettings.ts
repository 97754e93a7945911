import { TableModel } from '../platform/db/index.ts';

/** The marketplace's bot; at most one row. */
export class TelegramSettings extends TableModel {
  static override tableName = 'telegram_settings';
  declare id: 'telegram';
  declare botId: string;
  /** Its user name, without @. */
  declare botName: string;
  declare tokenHint: string;
  declare sealed: Buffer;
  declare keyId: string;
  declare isOn: boolean;
  declare nextUpdate: number;
  declare failingSince: Date | null;
  declare problem: string | null;
  /** Counts the changes. */
  declare version: number;
  declare changedAt: Date;
}

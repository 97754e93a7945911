import type { SharedKind } from '@holdfast/shared/notices';
import type { SlackDestination, SlackWay } from '@holdfast/shared/slack';
import { TableModel } from '../platform/db/index.ts';

/** A destination as it is stored: what isn't secret of it. */
export interface StoredDestination {
  way: SlackWay;
  channel: string | null;
  /** The last four characters of its webhook address. */
  webhook: string | null;
}

/** Where messages to Slack go; at most one row. */
export class SlackSettings extends TableModel {
  static override tableName = 'slack_settings';
  static override jsonAttributes = ['destinations'];
  declare id: 'slack';
  declare destinations: Record<SlackDestination, StoredDestination>;
  declare kinds: SharedKind[];
  declare tokenHint: string | null;
  /** The token and the webhook addresses as JSON, sealed. */
  declare sealed: Buffer;
  declare keyId: string;
  /** Counts the changes. */
  declare version: number;
  declare changedAt: Date;
}

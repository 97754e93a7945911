import type { WebhookState } from '@holdfast/shared/webhookEndpoints';
import type { Snapshot } from '../platform/actors/index.ts';
import { TableModel } from '../platform/db/index.ts';

/** A change on its way to an endpoint. Its state, snapshot and versions are written by the engine alone. */
export class Webhook extends TableModel {
  static override tableName = 'webhooks';
  static override jsonAttributes = ['snapshot'];
  declare id: string;
  declare endpointId: string;
  /** The number of the log; null: a test. */
  declare seq: number | null;
  declare type: string;
  /** What changed; null: a test. */
  declare subjectId: string | null;
  /** As it is sent: the same bytes at each try. */
  declare body: string;
  /** It is to be sent since then; null: it isn't. */
  declare dueAt: Date | null;
  /** A worker sends it until then; afterwards another one takes it over. */
  declare claimedUntil: Date | null;
  declare tries: number;
  declare createdAt: Date;
  declare state: WebhookState;
  declare snapshot: Snapshot;
  declare machineVersion: number;
  declare version: number;
}

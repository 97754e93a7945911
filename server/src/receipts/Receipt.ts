import type { ReceiptKind } from '@holdfast/shared/receipts';
import { TableModel } from '../platform/db/index.ts';
import type { ReceiptDocument } from './document.ts';

/** A receipt or credit note. Never changed. */
export class Receipt extends TableModel {
  static override tableName = 'receipts';
  static override idColumn = ['kind', 'number'];
  static override jsonAttributes = ['document'];
  declare kind: ReceiptKind;
  /** Its place in its series, from 1. */
  declare number: number;
  declare reservationId: string;
  /** Of a credit note. */
  declare refundId: string | null;
  /** Minor units. */
  declare amount: number;
  declare currency: string;
  declare happenedAt: Date;
  declare issuedAt: Date;
  declare document: ReceiptDocument;
}

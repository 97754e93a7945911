import type { NoticeKind } from '@holdfast/shared/notices';

/** What happened, and who is told. */
export interface NewNotice {
  kind: NoticeKind;
  /** What it tells of. A reader is told of a cause once, while the notice is kept. */
  cause: string;
  /** People of the staff, or a consignor. */
  recipientIds: readonly string[];
  /** The record that it opens. */
  subjectId: string | null;
  /** What its text says, as its kind has it. */
  facts: object;
  /** ISO instant. */
  at: string;
  /** How many things it tells of; by default one. */
  count?: number;
  /** While an earlier one of the same kind and key is unread and not older, it is counted there. Its readers are those of the key. */
  gather?: { key: string; forMs: number };
  /** Channels that many read are told in one message of what has the same key; by default of each subject apart. */
  group?: string;
}

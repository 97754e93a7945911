/** A rule says what of one kind of machine's log becomes a notice. */
import { type NoticeKind, noticeKindFacts } from '@holdfast/shared/notices';
import { type NewNotice, type Reader, readersWith } from '../notices/index.ts';
import type { PlatformNumberedLog, Trx } from '../platform/db/index.ts';

/** What rules need besides the log. */
export interface Telling {
  /** The staff as they are now. */
  readers: readonly Reader[];
  /** For how long notices are gathered, milliseconds. */
  gatherMs: number;
}

/** Transitions, in the order of the log. */
export type Rows = readonly PlatformNumberedLog[];

/** A kind of machine whose transitions somebody is told of. */
export interface Rule {
  type: string;
  /** The states that it enters; others are never read. */
  states: readonly string[];
  tells(row: PlatformNumberedLog): boolean;
  notices(trx: Trx, rows: Rows, telling: Telling): Promise<NewNotice[]>;
}

const causeOf = ({ actor_id, version }: PlatformNumberedLog) => `log/${actor_id}/${version}`;
/** Each actor once. */
export const idsOf = (rows: Rows) => [...new Set(rows.map(({ actor_id }) => actor_id))];
/** Whether it was made by it. */
export const isNew = ({ from_state }: PlatformNumberedLog) => from_state === null;

/** One notice for each row whose facts are found. */
export async function oneEach<Facts extends { id: string }>(
  rows: Rows,
  facts: Promise<Facts[]>,
  make: (row: PlatformNumberedLog, facts: Facts) => Omit<NewNotice, 'cause' | 'at' | 'subjectId'> | null,
): Promise<NewNotice[]> {
  const byId = new Map((await facts).map((each) => [each.id, each]));
  return rows.flatMap((row) => {
    const found = byId.get(row.actor_id);
    const made = found && make(row, found);
    return made ? [{ subjectId: row.actor_id, ...made, cause: causeOf(row), at: row.at.toISOString() }] : [];
  });
}

/** How notices of a key are gathered; not at all where the settings say so. */
export const gatherBy = (key: string, { gatherMs }: Telling): Pick<NewNotice, 'gather'> =>
  gatherMs === 0 ? {} : { gather: { key, forMs: gatherMs } };

/** Who of the staff is told of a kind. */
export const staffOf = (kind: NoticeKind, { readers }: Telling, by: string) =>
  readersWith(readers, noticeKindFacts[kind].roles, by);

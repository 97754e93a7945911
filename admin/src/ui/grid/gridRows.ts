/**
 * The rows of a list as the grid has read them. Each part begins after the last row of the part before it, so that rows
 * that leave the list while it is read hide and repeat no other. A part far below, which somebody jumped to, is counted
 * from the beginning until what lies before it has been read.
 */
import type { RaRecord, SortPayload } from 'react-admin';
import { blockSize, type ListParts, type PartRead } from './listParts.ts';

export interface RowsPart<T> {
  rows: T[];
  /** How many rows the list has, as far as is known. */
  total: number;
  /** Parts that were read earlier begin elsewhere now: they must be read again. */
  isBroken?: boolean;
}

/** Rows as somebody's own action left them, and those that it took out of the list. */
export interface RowChange<T> {
  rows: readonly T[];
  left: readonly RaRecord['id'][];
}

/** So many rows before a part are read with it; who jumps farther sees rows that are counted. */
const mostBetween = 3 * blockSize;

interface Region<T> {
  sort: SortPayload;
  /** From the first one on, without a gap. */
  rows: T[];
  /** After its last row; null: that is the end of the list; undefined: not known. */
  next: string | null | undefined;
  total: number;
  parts: number;
  /** Parts beyond it that somebody jumped to, by their first index. */
  far: Map<number, PartRead<T>>;
}
const emptyRegion = <T>(sort: SortPayload): Region<T> => ({
  sort,
  rows: [],
  next: undefined,
  total: 0,
  parts: 0,
  far: new Map(),
});

export interface GridRows<T extends RaRecord> {
  /** Reads what isn't known of this part. */
  read(startRow: number, sort: SortPayload): Promise<RowsPart<T>>;
  /** What is known of this part without asking; fewer rows than it has room for where some left it. */
  held(startRow: number, sort: SortPayload): RowsPart<T> | null;
  /**
   * Reads again what is known, as far as it reaches, and then shows that in its place.
   * @returns where a row is now: it, or the first one after it that is still there
   */
  renew(): Promise<(index: number) => number>;
  /** Nothing is known any more. */
  forget(): void;
  /** @returns how many rows left the part that was read */
  change(change: RowChange<T>): number;
}

export function createGridRows<T extends RaRecord>(parts: ListParts<T>): GridRows<T> {
  let region: Region<T> | null = null;
  /** Is being read, to take the region's place. */
  let renewed: Region<T> | null = null;
  let isNew = true;
  /** Changes that answers which were asked for earlier don't know of yet. */
  let changes: { at: number; change: RowChange<T> }[] = [];
  let clock = 0;
  let isBroken = false;
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <R>(work: () => Promise<R>): Promise<R> => {
    const done = queue.then(work);
    queue = done.catch(() => {});
    return done;
  };

  async function readPart(of: Region<T>, page: number, after: string | null | undefined) {
    const askedAt = clock;
    const part = await parts.read({ sort: of.sort, page, after: after ?? null }, !isNew);
    const newer = changes.filter(({ at }) => at > askedAt);
    return { ...part, data: newer.reduce((rows, { change }) => changedRows(rows, change), part.data) };
  }
  /** Reads on at the end of the region. */
  async function readOn(of: Region<T>): Promise<void> {
    const part = await readPart(of, of.parts + 1, of.next);
    const seen = new Set(of.rows.map(({ id }) => id));
    of.rows.push(...part.data.filter(({ id }) => !seen.has(id)));
    of.total = part.total;
    of.parts += 1;
    const isEnd = part.data.length === 0 || of.rows.length >= part.total;
    of.next = part.next === undefined && isEnd ? null : part.next;
    if (part.data.length > 0) dropFar(of, of.rows.length - part.data.length);
  }
  /** Parts from this row on were counted; what lies before them has been read now, so they begin elsewhere. */
  function dropFar(of: Region<T>, from: number): void {
    for (const start of of.far.keys()) {
      if (start < from) continue;
      of.far.delete(start);
      isBroken = true;
    }
  }
  async function fill(of: Region<T>, startRow: number): Promise<void> {
    if (startRow - of.rows.length > mostBetween && of.parts > 0) {
      if (of.far.has(startRow)) return;
      const begins = of.far.get(startRow - blockSize)?.next;
      const part = await readPart(of, startRow / blockSize + 1, begins);
      if (!begins) dropFar(of, startRow);
      of.far.set(startRow, part);
      of.total = part.total;
      return;
    }
    while (of.rows.length < startRow + blockSize && (of.parts === 0 || of.next !== null)) await readOn(of);
  }
  return {
    read(startRow, sort) {
      if (!region || !isSame(region.sort, sort)) region = emptyRegion(sort);
      const of = region;
      return inTurn(async () => {
        isBroken = false;
        // What was asked for meanwhile may have been renewed.
        const now = region && isSame(region.sort, of.sort) ? region : of;
        await fill(now, startRow);
        return { ...partOf(now, startRow), isBroken };
      });
    },
    held(startRow, sort) {
      if (!region || region.parts === 0 || !isSame(region.sort, sort)) return null;
      const isHeld = region.far.has(startRow) || region.rows.length > startRow || region.next === null;
      return isHeld ? partOf(region, startRow) : null;
    },
    renew: () =>
      inTurn(async () => {
        isNew = false;
        const old = region;
        if (!old || old.parts === 0) return (index: number) => index;
        const next = emptyRegion<T>(old.sort);
        renewed = next;
        try {
          do await readOn(next);
          while (next.rows.length < old.rows.length && next.next !== null);
        } finally {
          renewed = null;
        }
        if (region === old) region = next;
        return whereNow(old.rows, next.rows);
      }),
    forget() {
      region = null;
      isNew = false;
    },
    change(change) {
      changes = [...changes.slice(-20), { at: ++clock, change }];
      const gone = region ? applyTo(region, change) : 0;
      if (renewed) applyTo(renewed, change);
      return gone;
    },
  };
}

function partOf<T>(of: Region<T>, startRow: number): RowsPart<T> {
  const far = of.far.get(startRow);
  const rows = far?.data ?? of.rows.slice(startRow, startRow + blockSize);
  const isEnd = far ? far.next === null && far.data.length > 0 : of.next === null;
  const end = far ? startRow + far.data.length : of.rows.length;
  return { rows, total: isEnd ? end : Math.max(of.total, far ? end : end + 1) };
}

/**
 * Parts far below that lost a row, and those behind them, are forgotten: they begin elsewhere, and are read again when they
 * are asked for.
 * @returns how many rows left
 */
function applyTo<T extends RaRecord>(region: Region<T>, change: RowChange<T>): number {
  const { length } = region.rows;
  region.rows = changedRows(region.rows, change);
  let gone = length - region.rows.length;
  let isShifted = gone > 0;
  for (const [start, part] of [...region.far].sort(([one], [other]) => one - other)) {
    const data = changedRows(part.data, change);
    gone += part.data.length - data.length;
    isShifted ||= data.length < part.data.length;
    if (isShifted) region.far.delete(start);
    else region.far.set(start, { ...part, data });
  }
  region.total -= gone;
  return gone;
}

function whereNow<T extends RaRecord>(old: readonly T[], now: readonly T[]): (index: number) => number {
  const places = new Map(now.map(({ id }, at) => [id, at]));
  return (index) => {
    for (let at = index; at < old.length; at++) {
      const place = places.get(old[at]!.id);
      if (place !== undefined) return place - (at - index);
    }
    return index;
  };
}

const isSame = (one: SortPayload, other: SortPayload) =>
  one.field === other.field && one.order === other.order;

/** The rows of a list after a change. */
export function changedRows<T extends RaRecord>(rows: readonly T[], { rows: now, left }: RowChange<T>): T[] {
  const byId = new Map(now.map((row) => [row.id, row]));
  const gone = new Set(left);
  return rows.filter(({ id }) => !gone.has(id)).map((row) => byId.get(row.id) ?? row);
}

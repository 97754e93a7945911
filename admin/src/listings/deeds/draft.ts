/** A deed while it takes shape: on what, and what it needs to be said. Pure. */
import type { Listing, ListingDeed, PriceRule } from '@holdfast/shared/consignment';
import { isReason } from '@holdfast/shared/http';
import { type DeedName, deedLooks } from './looks.ts';

/** A listing at the version that was looked at; what is undone isn't on screen any more. */
export interface NamedRow {
  id: string;
  version: number;
  listing: Listing | null;
}

export const targetOf = (rows: readonly Listing[]): Target => ({
  by: 'rows',
  rows: rows.map((listing) => ({ id: listing.id, version: listing.version, listing })),
});

/** The one listing that it is about; null when there are several. */
export function onlyOf({ target }: DeedDraft): Listing | null {
  return target.by === 'rows' && target.rows.length === 1 ? (target.rows[0]?.listing ?? null) : null;
}

/** Named rows, each at the version that was looked at, or a whole view. */
export type Target =
  | { by: 'rows'; rows: readonly NamedRow[] }
  | { by: 'view'; filter: Readonly<Record<string, string>>; listings: number };

/** undefined leaves a limit as it is, null takes it away. */
export interface LimitsSaid {
  floor?: number | null;
  ceiling?: number | null;
}

export interface DeedDraft {
  name: DeedName;
  target: Target;
  reason: string;
  /** null while it isn't a rule yet. */
  change: PriceRule | null;
  /** Minor units. */
  roundTo: number;
  keepWithinLimits: boolean;
  limits: LimitsSaid;
  /** undefined while nobody is chosen; null takes the owner away. */
  ownerId: string | null | undefined;
  /** undefined while no day is said; null: they are in hand. */
  on: string | null | undefined;
  /** It takes back the last price deed of this session. */
  isSessionUndo: boolean;
}

export function newDraft(name: DeedName, target: Target, said: Partial<DeedDraft> = {}): DeedDraft {
  return {
    name,
    target,
    reason: '',
    change: null,
    roundTo: 1,
    keepWithinLimits: false,
    limits: {},
    ownerId: undefined,
    on: undefined,
    isSessionUndo: false,
    ...said,
  };
}

export const sizeOf = ({ target }: DeedDraft): number =>
  target.by === 'rows' ? target.rows.length : target.listings;

/** A reason that the server takes. */

/**
 * The deed as the server takes it, or null while something is missing.
 * @param preview says a stand-in reason: a reason changes nothing of it, so typing one asks for no other preview
 */
export function deedOf(draft: DeedDraft, preview: boolean): ListingDeed | null {
  const { name } = draft;
  const typed = preview ? '' : draft.reason.trim();
  if (deedLooks[name].needsReason && !preview && !isReason(typed)) return null;
  const reason = isReason(typed) ? typed : 'Not said yet';
  const maybe = isReason(typed) ? { reason: typed } : {};
  switch (name) {
    case 'reject':
    case 'return':
    case 'pause':
    case 'withdraw':
    case 'keepOnSale':
      return { action: name, reason };
    case 'price':
      return draft.change
        ? {
            action: name,
            change: draft.change,
            roundTo: draft.roundTo,
            keepWithinLimits: draft.keepWithinLimits,
            ...maybe,
          }
        : null;
    case 'undoPrice':
      return { action: name, ...maybe };
    case 'limits':
      return draft.limits.floor === undefined && draft.limits.ceiling === undefined
        ? null
        : { action: name, ...draft.limits, ...maybe };
    case 'assign':
      return draft.ownerId === undefined ? null : { action: name, ownerId: draft.ownerId };
    case 'inHand':
      return draft.on === undefined ? null : { action: name, on: draft.on };
    default:
      return { action: name };
  }
}

/** What is still to be said, as a sentence; null where nothing is missing. */
export function lackOf(draft: DeedDraft): string | null {
  if (deedOf(draft, false)) return null;
  switch (draft.name) {
    case 'price':
      return 'Say the new price first.';
    case 'limits':
      return 'Give a floor or a ceiling first.';
    case 'assign':
      return 'Choose who looks after them first.';
    case 'inHand':
      return 'Give the day first.';
    default:
      return 'Say why first, in a few words.';
  }
}

/** The rows of a target with the versions that were looked at. */
export function versionsOf(rows: readonly Pick<NamedRow, 'id' | 'version'>[]): {
  ids: string[];
  versions: Record<string, number>;
} {
  return {
    ids: rows.map(({ id }) => id),
    versions: Object.fromEntries(rows.map(({ id, version }) => [id, version])),
  };
}

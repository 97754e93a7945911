/** An action's draft: its target and inputs. Pure. */

import { isReason } from '@holdfast/shared/http';
import type {
  Listing,
  ListingAction,
  ListingActionResult,
  PriceRule,
  PricingRule,
  UndoableAction,
} from '@holdfast/shared/listings';
import { countOf, placeOf } from '../../ui/figures.tsx';
import { gameOf } from '../listingText.ts';
import { type ActionName, actionConfig } from './actionConfig.ts';

/** A listing at the version that the person saw. */
export interface NamedRow {
  id: string;
  version: number;
  listing: Listing | null;
}

/** Minor units. */
export type WorthSums = ListingActionResult['before'];

export const targetOf = (rows: readonly Listing[]): Target => ({
  by: 'rows',
  rows: rows.map((listing) => ({ id: listing.id, version: listing.version, listing })),
});

/** The one listing that it is about; null when there are several, or it isn't known. */
export function onlyOf({ target }: ActionDraft): Listing | null {
  return target.by === 'rows' && target.rows.length === 1 ? (target.rows[0]?.listing ?? null) : null;
}

const mostNamed = 3;

/** The game, place and consignor of each listing, of the first few; null for a view, and where they aren't known. */
export function namesOf({ target, undoes }: ActionDraft): string | null {
  if (target.by === 'view') return null;
  const names = target.rows.flatMap(({ listing }) => (listing ? [nameOf(listing)] : []));
  if (names.length === 0) return undoes;
  const more = target.rows.length - Math.min(names.length, mostNamed);
  return `${names.slice(0, mostNamed).join('; ')}${more > 0 ? `; and ${countOf(more)} more` : ''}`;
}

/** Game, place and consignor. */
export const nameOf = (listing: Listing) =>
  `${gameOf(listing.event)} ${placeOf(listing)}, ${listing.consignor.name}`;

/** Of how many consignors they are; null while it isn't known. */
export function consignorsOf({ target }: ActionDraft): number | null {
  if (target.by === 'view') return null;
  const ids = target.rows.map(({ listing }) => listing?.consignor.id);
  return ids.includes(undefined) ? null : new Set(ids).size;
}

/** Named rows, each at the version that was looked at, or a whole view. */
export type Target =
  | { by: 'rows'; rows: readonly NamedRow[] }
  | {
      by: 'view';
      filter: Readonly<Record<string, string>>;
      listings: number;
      /** What it is worth if all sells, as its list says; null: not known. */
      worth?: WorthSums | null;
    };

/** undefined leaves a limit as it is, null takes it away. */
export interface LimitsInput {
  floor?: number | null;
  ceiling?: number | null;
}

export interface ActionDraft {
  name: ActionName;
  target: Target;
  reason: string;
  /** Approves and sets the price in one step. */
  withPrice: boolean;
  /** null while it isn't a rule yet. */
  change: PriceRule | null;
  /** Minor units. */
  roundTo: number;
  keepWithinLimits: boolean;
  limits: LimitsInput;
  /** undefined while nobody is chosen; null takes the owner away. */
  ownerId: string | null | undefined;
  /** undefined while no day is chosen; null: the tickets are in hand. */
  on: string | null | undefined;
  /** What an undo undoes, and of which run. */
  of: UndoableAction | null;
  runId: string | null;
  /** What was done to which listings, of an undo. */
  undoes: string | null;
  /** Something was typed into it, and would be lost. */
  touched: boolean;
  /** Undoes the last action of this session. */
  isSessionUndo: boolean;
  /** Tells it from another draft with the same content: the same done twice is two actions. */
  opened: number;
}

/** What the inputs of an action get. */
export interface ActionFieldsProps {
  draft: ActionDraft;
  change: (part: Partial<ActionDraft>) => void;
}

let opened = 0;

export function newDraft(name: ActionName, target: Target, given: Partial<ActionDraft> = {}): ActionDraft {
  return {
    name,
    target,
    reason: '',
    withPrice: false,
    change: null,
    roundTo: 1,
    keepWithinLimits: false,
    limits: {},
    ownerId: undefined,
    on: undefined,
    of: null,
    runId: null,
    undoes: null,
    touched: false,
    isSessionUndo: false,
    opened: ++opened,
    ...given,
  };
}

/** The same draft about what its view contains now. */
export const lookedAgain = (draft: ActionDraft): ActionDraft => ({ ...draft, opened: ++opened });

export const sizeOf = ({ target }: ActionDraft): number =>
  target.by === 'rows' ? target.rows.length : target.listings;

/**
 * The action as the API takes it; null while an input is missing.
 * @param preview says a stand-in reason: a reason changes nothing of it, so typing one asks for no other preview
 */
export function actionOf(draft: ActionDraft, preview: boolean): ListingAction | null {
  const { name } = draft;
  const typed = preview ? '' : draft.reason.trim();
  if (actionConfig[name].needsReason && !preview && !isReason(typed)) return null;
  const reason = isReason(typed) ? typed : 'No reason yet';
  const maybe = isReason(typed) ? { reason: typed } : {};
  switch (name) {
    case 'reject':
    case 'return':
    case 'pause':
    case 'withdraw':
    case 'keepOnSale':
      return { action: name, reason };
    case 'price': {
      const pricing = pricingOf(draft);
      return pricing && { action: name, ...pricing, ...maybe };
    }
    case 'approve': {
      const price = draft.withPrice ? pricingOf(draft) : undefined;
      return price === null ? null : { action: name, ...(price ? { price } : {}) };
    }
    case 'undo':
      return (
        draft.of && { action: name, of: draft.of, ...(draft.runId ? { runId: draft.runId } : {}), ...maybe }
      );
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

const pricingOf = ({ change, roundTo, keepWithinLimits }: ActionDraft): PricingRule | null =>
  change && { change, roundTo, keepWithinLimits };

/** Whether it sets prices. */
export const setsPrices = ({ name, of, withPrice }: ActionDraft): boolean =>
  name === 'price' || name === 'undoPrice' || of === 'price' || withPrice;

/** The missing input as a sentence; null when nothing is missing. */
export function missingFieldOf(draft: ActionDraft): string | null {
  if (actionOf(draft, false)) return null;
  switch (draft.name) {
    case 'approve':
    case 'price':
      return 'Enter the new price first.';
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

/** The target's rows with the versions that the person saw. */
export function versionsOf(rows: readonly Pick<NamedRow, 'id' | 'version'>[]): {
  ids: string[];
  versions: Record<string, number>;
} {
  return {
    ids: rows.map(({ id }) => id),
    versions: Object.fromEntries(rows.map(({ id, version }) => [id, version])),
  };
}

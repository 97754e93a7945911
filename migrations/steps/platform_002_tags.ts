import type { Knex } from 'knex';

/**
 * The tags of the machines' states, for SQL: `listing_is_sellable(l.state)`. Written out, since a migration is frozen while
 * machines move on; a test compares each function with its machine. The planner puts their bodies in place of the calls, so
 * a predicate costs what the list of states would, and finds the partial indexes over it. Not for the predicates of indexes
 * and generated columns, which a changed function would silently leave behind.
 */
const tags: Record<string, Record<string, readonly string[]>> = {
  reservation: {
    open: ['pending.holding', 'pending.paying'],
    underway: ['pending.paying'],
    order: ['paid', 'refunded'],
    ended: ['expired', 'cancelled', 'failed'],
  },
  payment: {
    underway: ['created', 'confirming', 'requiresAction', 'authorized', 'capturing', 'voiding'],
    captured: ['succeeded', 'partiallyRefunded', 'refunded', 'disputed', 'won', 'lost'],
    settled: ['succeeded', 'partiallyRefunded', 'refunded', 'won'],
    disputed: ['disputed'],
    ended: ['failed', 'canceled'],
  },
  refund: { underway: ['requested', 'sending.asked', 'sending.pending'] },
  listing: {
    open: ['draft', 'submitted', 'rejected', 'live', 'paused'],
    offered: ['submitted', 'live', 'paused'],
    waiting: ['submitted'],
    selling: ['live', 'paused'],
    sellable: ['live'],
    listed: ['live', 'paused', 'ended'],
    ended: ['ended', 'withdrawn'],
  },
  import: { underway: ['checking', 'applying', 'undoing'], ended: ['undone', 'failed'] },
};

export async function up(db: Knex): Promise<void> {
  const functions = Object.entries(tags).flatMap(([actor, byTag]) =>
    Object.entries(byTag).map(
      ([tag, states]) => `CREATE FUNCTION ${actor}_is_${tag}(state text) RETURNS boolean
        LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN state IN (${states.map((state) => `'${state}'`).join(', ')});`,
    ),
  );
  await db.raw(functions.join('\n'));
}

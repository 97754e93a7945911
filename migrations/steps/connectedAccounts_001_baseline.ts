import type { Knex } from 'knex';

/** Consignors may be paid to an account of their own at Stripe. Off until an administrator turns it on. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE connect_settings (
      id         text COLLATE "C" PRIMARY KEY CHECK (id = 'connect'),
      is_on      boolean NOT NULL,
      version    integer NOT NULL,
      changed_at timestamptz NOT NULL
    );
    COMMENT ON TABLE connect_settings IS 'Whether consignors may be paid by Stripe; one row';
    INSERT INTO connect_settings (id, is_on, version, changed_at) VALUES ('connect', false, 1, now());

    CREATE TABLE connected_accounts (
      id             text COLLATE "C" PRIMARY KEY,
      consignor_id   text COLLATE "C" NOT NULL REFERENCES consignors,
      stripe_id      text COLLATE "C",
      attempt        integer NOT NULL DEFAULT 1,
      state          text NOT NULL CHECK (state IN ('onboarding', 'restricted', 'enabled', 'rejected', 'deauthorized')),
      missing        jsonb NOT NULL DEFAULT '[]',
      reason         text,
      currency       text,
      is_wanted      boolean NOT NULL DEFAULT true,
      payout_problem text,
      problem_at     timestamptz,
      version        integer NOT NULL DEFAULT 1,
      started_at     timestamptz NOT NULL,
      started_by     text NOT NULL,
      asked_at       timestamptz,
      ended_at       timestamptz,
      CHECK ((payout_problem IS NULL) = (problem_at IS NULL))
    );
    COMMENT ON TABLE connected_accounts IS 'Accounts of consignors at Stripe, also those that another one took the place of';
    COMMENT ON COLUMN connected_accounts.stripe_id IS 'Null: Stripe was asked for it and hasn''t answered';
    COMMENT ON COLUMN connected_accounts.attempt IS 'Counts the requests for it that Stripe refused: each has its own key';
    COMMENT ON COLUMN connected_accounts.missing IS 'Stripe''s names of what it asks for';
    COMMENT ON COLUMN connected_accounts.reason IS 'Stripe''s disabled_reason';
    COMMENT ON COLUMN connected_accounts.currency IS 'What it takes, ISO 4217';
    COMMENT ON COLUMN connected_accounts.is_wanted IS 'Whether its consignor is paid to it once it is ready';
    COMMENT ON COLUMN connected_accounts.payout_problem IS 'Why Stripe couldn''t pay on to its bank the last time';
    COMMENT ON COLUMN connected_accounts.ended_at IS 'When another one took its place; null: it is in use';
    -- A consignor has one that is in use.
    CREATE UNIQUE INDEX connected_accounts_current ON connected_accounts (consignor_id) WHERE ended_at IS NULL;
    -- What Stripe tells names its own id.
    CREATE UNIQUE INDEX connected_accounts_stripe ON connected_accounts (stripe_id) WHERE stripe_id IS NOT NULL;

    CREATE TABLE connected_ways (
      consignor_id text COLLATE "C" PRIMARY KEY REFERENCES consignors,
      paid_by      text NOT NULL CHECK (paid_by IN ('bank', 'stripe')),
      usable_from  timestamptz NOT NULL,
      version      integer NOT NULL DEFAULT 1,
      changed_at   timestamptz NOT NULL,
      changed_by   text NOT NULL
    );
    COMMENT ON TABLE connected_ways IS 'How consignors are paid who ever chose; all others to their bank data';
    COMMENT ON COLUMN connected_ways.usable_from IS 'Payouts wait until then';

    CREATE VIEW connected_accounts_standing AS
      SELECT w.consignor_id, CASE WHEN s.is_on THEN w.paid_by ELSE 'bank' END AS paid_by, w.usable_from, a.id AS account_id, a.stripe_id, a.state,
        a.missing, a.reason, a.currency,
        CASE
          WHEN w.paid_by = 'stripe' AND NOT s.is_on THEN NULL
          WHEN w.paid_by = 'stripe' AND a.state IS DISTINCT FROM 'enabled' THEN 'stripeNotReady'
          WHEN w.usable_from > now() THEN 'paidByChanged'
        END AS hold
      FROM connected_ways w CROSS JOIN connect_settings s
        LEFT JOIN connected_accounts a ON a.consignor_id = w.consignor_id AND a.ended_at IS NULL;
    COMMENT ON VIEW connected_accounts_standing IS 'How each consignor is paid who ever chose, with the account at Stripe, and why that holds payouts back now';
  `);
}

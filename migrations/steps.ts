/**
 * Every step of the schema, in the order in which databases run them. File names begin with their room; the
 * order is that of the foreign keys. Released steps (released.json) keep their place and their text; a new
 * step goes to the end.
 */
import type { Knex } from 'knex';
import * as accounting001 from './steps/accounting_001_journals.ts';
import * as accounting002 from './steps/accounting_002_sums.ts';
import * as accounting003 from './steps/accounting_003_event_months.ts';
import * as accounting004 from './steps/accounting_004_consignor_months.ts';
import * as accounting005 from './steps/accounting_005_payout_days.ts';
import * as accounting006 from './steps/accounting_006_consignor_events.ts';
import * as accounts001 from './steps/accounts_001_baseline.ts';
import * as accounts002 from './steps/accounts_002_staff.ts';
import * as accounts003 from './steps/accounts_003_password_resets.ts';
import * as accounts004 from './steps/accounts_004_set_up.ts';
import * as accounts005 from './steps/accounts_005_session_use.ts';
import * as accounts006 from './steps/accounts_006_email_confirmations.ts';
import * as accounts007 from './steps/accounts_007_second_factor.ts';
import * as accounts008 from './steps/accounts_008_closed.ts';
import * as accounts009 from './steps/accounts_009_passkeys.ts';
import * as accounts010 from './steps/accounts_010_found.ts';
import * as accounts011 from './steps/accounts_011_phone.ts';
import * as accounts012 from './steps/accounts_012_proofs.ts';
import * as apiKeys001 from './steps/apiKeys_001_baseline.ts';
import * as approvals001 from './steps/approvals_001_baseline.ts';
import * as approvals002 from './steps/approvals_002_waiting_subject.ts';
import * as bankAccounts001 from './steps/bankAccounts_001_baseline.ts';
import * as bankFiles001 from './steps/bankFiles_001_baseline.ts';
import * as blocks001 from './steps/blocks_001_baseline.ts';
import * as cases001 from './steps/cases_001_baseline.ts';
import * as cases002 from './steps/cases_002_messages.ts';
import * as catalog001 from './steps/catalog_001_baseline.ts';
import * as catalog002 from './steps/catalog_002_search.ts';
import * as catalog003 from './steps/catalog_003_by_hand.ts';
import * as catalog004 from './steps/catalog_004_event_facts.ts';
import * as catalog005 from './steps/catalog_005_pictures.ts';
import * as catalog006 from './steps/catalog_006_merged_leagues.ts';
import * as catalog007 from './steps/catalog_007_venue_names.ts';
import * as catalog008 from './steps/catalog_008_retired_seasons.ts';
import * as catalog009 from './steps/catalog_009_merged_seasons.ts';
import * as catalog010 from './steps/catalog_010_venue_slugs.ts';
import * as catalog011 from './steps/catalog_011_positions.ts';
import * as closing001 from './steps/closing_001_baseline.ts';
import * as connectedAccounts001 from './steps/connectedAccounts_001_baseline.ts';
import * as consignorNotifications001 from './steps/consignorNotifications_001_baseline.ts';
import * as consignorNotifications002 from './steps/consignorNotifications_002_kinds.ts';
import * as consignorNotifications003 from './steps/consignorNotifications_003_deliveries.ts';
import * as consignorNotifications004 from './steps/consignorNotifications_004_remedies.ts';
import * as consignorNotifications005 from './steps/consignorNotifications_005_moved.ts';
import * as consignors001 from './steps/consignors_001_baseline.ts';
import * as consignors002 from './steps/consignors_002_profile.ts';
import * as consignors003 from './steps/consignors_003_plans.ts';
import * as consignors004 from './steps/consignors_004_plan_at.ts';
import * as consignors005 from './steps/consignors_005_merged.ts';
import * as content001 from './steps/content_001_baseline.ts';
import * as dailyBalance001 from './steps/dailyBalance_001_baseline.ts';
import * as dailyBalance002 from './steps/dailyBalance_002_transfers.ts';
import * as deliveries001 from './steps/deliveries_001_baseline.ts';
import * as deliveries002 from './steps/deliveries_002_file_barcodes.ts';
import * as deliveries003 from './steps/deliveries_003_found.ts';
import * as deliveries004 from './steps/deliveries_004_problems.ts';
import * as disputes001 from './steps/disputes_001_baseline.ts';
import * as disputes002 from './steps/disputes_002_uploads.ts';
import * as disputes003 from './steps/disputes_003_erased.ts';
import * as emailTemplates001 from './steps/emailTemplates_001_baseline.ts';
import * as eventChanges001 from './steps/eventChanges_001_baseline.ts';
import * as eventChanges002 from './steps/eventChanges_002_choices.ts';
import * as eventChanges003 from './steps/eventChanges_003_made_before.ts';
import * as eventChanges004 from './steps/eventChanges_004_alone.ts';
import * as exports001 from './steps/exports_001_baseline.ts';
import * as fanAlerts001 from './steps/fanAlerts_001_baseline.ts';
import * as feeds001 from './steps/feeds_001_baseline.ts';
import * as feeds002 from './steps/feeds_002_game_changes.ts';
import * as feeds003 from './steps/feeds_003_decided_changes.ts';
import * as feeds004 from './steps/feeds_004_settings.ts';
import * as feeds005 from './steps/feeds_005_file_moves.ts';
import * as gate001 from './steps/gate_001_baseline.ts';
import * as handovers001 from './steps/handovers_001_baseline.ts';
import * as imports001 from './steps/imports_001_baseline.ts';
import * as imports002 from './steps/imports_002_reading.ts';
import * as imports003 from './steps/imports_003_barcodes.ts';
import * as ledger001 from './steps/ledger_001_baseline.ts';
import * as ledger002 from './steps/ledger_002_causes.ts';
import * as ledger003 from './steps/ledger_003_closing.ts';
import * as listings001 from './steps/listings_001_baseline.ts';
import * as listings002 from './steps/listings_002_market_part.ts';
import * as listings003 from './steps/listings_003_frozen_views.ts';
import * as listings004 from './steps/listings_004_price_rules.ts';
import * as listings005 from './steps/listings_005_price_rule_versions.ts';
import * as listings006 from './steps/listings_006_fan_limits.ts';
import * as listings007 from './steps/listings_007_delivery_way.ts';
import * as listings008 from './steps/listings_008_found.ts';
import * as mailings001 from './steps/mailings_001_baseline.ts';
import * as marketplace001 from './steps/marketplace_001_settings.ts';
import * as marketplace002 from './steps/marketplace_002_currency.ts';
import * as marketplace003 from './steps/marketplace_003_moves.ts';
import * as marketplace004 from './steps/marketplace_004_retention.ts';
import * as marketplace005 from './steps/marketplace_005_email_texts.ts';
import * as marketplace006 from './steps/marketplace_006_export_days.ts';
import * as marketplace007 from './steps/marketplace_007_waiting_lists.ts';
import * as marketplace008 from './steps/marketplace_008_notices.ts';
import * as noticeCenter001 from './steps/noticeCenter_001_place.ts';
import * as notices001 from './steps/notices_001_baseline.ts';
import * as notices002 from './steps/notices_002_held.ts';
import * as notices003 from './steps/notices_003_shared.ts';
import * as notices004 from './steps/notices_004_addresses.ts';
import * as notifications001 from './steps/notifications_001_baseline.ts';
import * as notifications002 from './steps/notifications_002_attempts.ts';
import * as notifications003 from './steps/notifications_003_texts.ts';
import * as packages001 from './steps/packages_001_baseline.ts';
import * as packages002 from './steps/packages_002_delivery_way.ts';
import * as packages003 from './steps/packages_003_cost.ts';
import * as payments001 from './steps/payments_001_baseline.ts';
import * as payments002 from './steps/payments_002_states.ts';
import * as payments003 from './steps/payments_003_last_four.ts';
import * as payments004 from './steps/payments_004_disputes.ts';
import * as payments005 from './steps/payments_005_inbox.ts';
import * as payments006 from './steps/payments_006_repaid.ts';
import * as payments007 from './steps/payments_007_ticket_refunds.ts';
import * as payments008 from './steps/payments_008_purchase_facts.ts';
import * as payments009 from './steps/payments_009_waiting.ts';
import * as payments010 from './steps/payments_010_undecided.ts';
import * as payments011 from './steps/payments_011_card_uses.ts';
import * as payments012 from './steps/payments_012_stripe_keys.ts';
import * as payments013 from './steps/payments_013_refunding.ts';
import * as payouts001 from './steps/payouts_001_baseline.ts';
import * as payouts002 from './steps/payouts_002_calendar.ts';
import * as payouts003 from './steps/payouts_003_attempts.ts';
import * as payouts004 from './steps/payouts_004_advances.ts';
import * as payouts005 from './steps/payouts_005_open_entries.ts';
import * as payouts006 from './steps/payouts_006_losses.ts';
import * as payouts007 from './steps/payouts_007_withholding.ts';
import * as payouts008 from './steps/payouts_008_transfers.ts';
import * as payouts009 from './steps/payouts_009_refused.ts';
import * as payouts010 from './steps/payouts_010_runs_in_parts.ts';
import * as payouts011 from './steps/payouts_011_judged_lines.ts';
import * as payouts012 from './steps/payouts_012_paid_bookings.ts';
import * as payouts013 from './steps/payouts_013_lines.ts';
import * as payouts014 from './steps/payouts_014_open_by_consignor.ts';
import * as payouts015 from './steps/payouts_015_open_by_event.ts';
import * as pictures001 from './steps/pictures_001_baseline.ts';
import * as platform001 from './steps/platform_001_baseline.ts';
import * as platform002 from './steps/platform_002_tags.ts';
import * as platform003 from './steps/platform_003_places.ts';
import * as platform004 from './steps/platform_004_security_log.ts';
import * as platform005 from './steps/platform_005_log_versions.ts';
import * as platform006 from './steps/platform_006_stays.ts';
import * as platform007 from './steps/platform_007_log_times.ts';
import * as platform008 from './steps/platform_008_erased_addresses.ts';
import * as platform009 from './steps/platform_009_log_numbers.ts';
import * as platform010 from './steps/platform_010_log_xids.ts';
import * as priceCaps001 from './steps/priceCaps_001_baseline.ts';
import * as pricing001 from './steps/pricing_001_baseline.ts';
import * as pricing002 from './steps/pricing_002_views.ts';
import * as pricing003 from './steps/pricing_003_take_back.ts';
import * as pricing004 from './steps/pricing_004_plans_in_time.ts';
import * as pricing005 from './steps/pricing_005_plan_at.ts';
import * as pricingRules001 from './steps/pricingRules_001_baseline.ts';
import * as receipts001 from './steps/receipts_001_baseline.ts';
import * as reservations001 from './steps/reservations_001_baseline.ts';
import * as reservations002 from './steps/reservations_002_payment.ts';
import * as reservations003 from './steps/reservations_003_emailed.ts';
import * as reservations004 from './steps/reservations_004_email_changes.ts';
import * as reservations005 from './steps/reservations_005_attentions.ts';
import * as reservations006 from './steps/reservations_006_hold_counters.ts';
import * as reservations007 from './steps/reservations_007_refund_lines.ts';
import * as reservations008 from './steps/reservations_008_replacements.ts';
import * as reservations009 from './steps/reservations_009_found.ts';
import * as reservations010 from './steps/reservations_010_taxes.ts';
import * as reservations011 from './steps/reservations_011_gross.ts';
import * as savedViews001 from './steps/savedViews_001_baseline.ts';
import * as scheduledReports001 from './steps/scheduledReports_001_baseline.ts';
import * as scheduledReports002 from './steps/scheduledReports_002_slack.ts';
import * as slack001 from './steps/slack_001_baseline.ts';
import * as statistics001 from './steps/statistics_001_baseline.ts';
import * as statistics002 from './steps/statistics_002_last_comparison.ts';
import * as stats001 from './steps/stats_001_baseline.ts';
import * as stats002 from './steps/stats_002_market_days.ts';
import * as taxes001 from './steps/taxes_001_baseline.ts';
import * as taxes002 from './steps/taxes_002_payments.ts';
import * as taxForms001 from './steps/taxForms_001_baseline.ts';
import * as taxpayers001 from './steps/taxpayers_001_baseline.ts';
import * as telegram001 from './steps/telegram_001_baseline.ts';
import * as tickets001 from './steps/tickets_001_baseline.ts';
import * as tickets002 from './steps/tickets_002_places.ts';
import * as tickets003 from './steps/tickets_003_holders.ts';
import * as waitingLists001 from './steps/waitingLists_001_baseline.ts';
import * as webhookEndpoints001 from './steps/webhookEndpoints_001_baseline.ts';

/** One step. */
export interface Step {
  up(db: Knex): Promise<void>;
  /**
   * `transaction: false` is for statements that PostgreSQL refuses in a transaction (CREATE INDEX
   * CONCURRENTLY). Such a step can be stopped halfway, so it must be able to run again over its partial
   * result.
   */
  config?: { transaction: boolean };
}

/** A step with the name of its file without `.ts`, under which databases record it. */
export type NamedStep = readonly [name: string, step: Step];

/** All steps. */
export const steps: readonly NamedStep[] = [
  ['platform_001_baseline', platform001],
  ['platform_002_tags', platform002],
  ['consignors_001_baseline', consignors001],
  ['accounts_001_baseline', accounts001],
  ['catalog_001_baseline', catalog001],
  ['pricing_001_baseline', pricing001],
  ['priceCaps_001_baseline', priceCaps001],
  ['pricingRules_001_baseline', pricingRules001],
  ['packages_001_baseline', packages001],
  ['imports_001_baseline', imports001],
  ['listings_001_baseline', listings001],
  ['consignorNotifications_001_baseline', consignorNotifications001],
  ['tickets_001_baseline', tickets001],
  ['savedViews_001_baseline', savedViews001],
  ['reservations_001_baseline', reservations001],
  ['payments_001_baseline', payments001],
  ['ledger_001_baseline', ledger001],
  ['stats_001_baseline', stats001],
  ['statistics_001_baseline', statistics001],
  ['notifications_001_baseline', notifications001],
  ['feeds_001_baseline', feeds001],
  ['payments_002_states', payments002],
  ['reservations_002_payment', reservations002],
  ['pricing_002_views', pricing002],
  ['stats_002_market_days', stats002],
  ['platform_003_places', platform003],
  ['tickets_002_places', tickets002],
  ['imports_002_reading', imports002],
  ['reservations_003_emailed', reservations003],
  ['catalog_002_search', catalog002],
  ['notifications_002_attempts', notifications002],
  ['reservations_004_email_changes', reservations004],
  ['listings_002_market_part', listings002],
  ['listings_003_frozen_views', listings003],
  ['listings_004_price_rules', listings004],
  ['consignorNotifications_002_kinds', consignorNotifications002],
  ['feeds_002_game_changes', feeds002],
  ['payments_003_last_four', payments003],
  ['pricing_003_take_back', pricing003],
  ['accounts_002_staff', accounts002],
  ['accounts_003_password_resets', accounts003],
  ['accounts_004_set_up', accounts004],
  ['platform_004_security_log', platform004],
  ['accounts_005_session_use', accounts005],
  ['reservations_005_attentions', reservations005],
  ['payments_004_disputes', payments004],
  ['listings_005_price_rule_versions', listings005],
  ['accounts_006_email_confirmations', accounts006],
  ['accounts_007_second_factor', accounts007],
  ['accounts_008_closed', accounts008],
  ['eventChanges_001_baseline', eventChanges001],
  ['feeds_003_decided_changes', feeds003],
  ['reservations_006_hold_counters', reservations006],
  ['catalog_003_by_hand', catalog003],
  ['payments_005_inbox', payments005],
  ['catalog_004_event_facts', catalog004],
  ['listings_006_fan_limits', listings006],
  ['pictures_001_baseline', pictures001],
  ['catalog_005_pictures', catalog005],
  ['catalog_006_merged_leagues', catalog006],
  ['payments_006_repaid', payments006],
  ['receipts_001_baseline', receipts001],
  ['listings_007_delivery_way', listings007],
  ['deliveries_001_baseline', deliveries001],
  ['consignorNotifications_003_deliveries', consignorNotifications003],
  ['imports_003_barcodes', imports003],
  ['consignors_002_profile', consignors002],
  ['marketplace_001_settings', marketplace001],
  ['deliveries_002_file_barcodes', deliveries002],
  ['packages_002_delivery_way', packages002],
  ['feeds_004_settings', feeds004],
  ['accounts_009_passkeys', accounts009],
  ['marketplace_002_currency', marketplace002],
  ['payments_007_ticket_refunds', payments007],
  ['reservations_007_refund_lines', reservations007],
  ['payments_008_purchase_facts', payments008],
  ['disputes_001_baseline', disputes001],
  ['reservations_008_replacements', reservations008],
  ['consignorNotifications_004_remedies', consignorNotifications004],
  ['marketplace_003_moves', marketplace003],
  ['eventChanges_002_choices', eventChanges002],
  ['payments_009_waiting', payments009],
  ['statistics_002_last_comparison', statistics002],
  ['cases_001_baseline', cases001],
  ['accounts_010_found', accounts010],
  ['reservations_009_found', reservations009],
  ['deliveries_003_found', deliveries003],
  ['listings_008_found', listings008],
  ['cases_002_messages', cases002],
  ['dailyBalance_001_baseline', dailyBalance001],
  ['platform_005_log_versions', platform005],
  ['payouts_001_baseline', payouts001],
  ['blocks_001_baseline', blocks001],
  ['approvals_001_baseline', approvals001],
  ['catalog_007_venue_names', catalog007],
  ['consignorNotifications_005_moved', consignorNotifications005],
  ['eventChanges_003_made_before', eventChanges003],
  ['platform_006_stays', platform006],
  ['platform_007_log_times', platform007],
  ['payouts_002_calendar', payouts002],
  ['feeds_005_file_moves', feeds005],
  ['approvals_002_waiting_subject', approvals002],
  ['eventChanges_004_alone', eventChanges004],
  ['disputes_002_uploads', disputes002],
  ['marketplace_004_retention', marketplace004],
  ['catalog_008_retired_seasons', catalog008],
  ['ledger_002_causes', ledger002],
  ['consignors_003_plans', consignors003],
  ['pricing_004_plans_in_time', pricing004],
  ['catalog_009_merged_seasons', catalog009],
  ['payments_010_undecided', payments010],
  ['disputes_003_erased', disputes003],
  ['marketplace_005_email_texts', marketplace005],
  ['notifications_003_texts', notifications003],
  ['ledger_003_closing', ledger003],
  ['closing_001_baseline', closing001],
  ['accounting_001_journals', accounting001],
  ['taxes_001_baseline', taxes001],
  ['reservations_010_taxes', reservations010],
  ['payments_011_card_uses', payments011],
  ['bankAccounts_001_baseline', bankAccounts001],
  ['payouts_003_attempts', payouts003],
  ['bankFiles_001_baseline', bankFiles001],
  ['payments_012_stripe_keys', payments012],
  ['gate_001_baseline', gate001],
  ['accounts_011_phone', accounts011],
  ['accounting_002_sums', accounting002],
  ['payouts_004_advances', payouts004],
  ['packages_003_cost', packages003],
  ['platform_008_erased_addresses', platform008],
  ['accounting_003_event_months', accounting003],
  ['payouts_005_open_entries', payouts005],
  ['payments_013_refunding', payments013],
  ['payouts_006_losses', payouts006],
  ['scheduledReports_001_baseline', scheduledReports001],
  ['consignors_004_plan_at', consignors004],
  ['pricing_005_plan_at', pricing005],
  ['taxpayers_001_baseline', taxpayers001],
  ['reservations_011_gross', reservations011],
  ['taxForms_001_baseline', taxForms001],
  ['payouts_007_withholding', payouts007],
  ['connectedAccounts_001_baseline', connectedAccounts001],
  ['payouts_008_transfers', payouts008],
  ['dailyBalance_002_transfers', dailyBalance002],
  ['catalog_010_venue_slugs', catalog010],
  ['payouts_009_refused', payouts009],
  ['accounts_012_proofs', accounts012],
  ['taxes_002_payments', taxes002],
  ['payouts_010_runs_in_parts', payouts010],
  ['deliveries_004_problems', deliveries004],
  ['accounting_004_consignor_months', accounting004],
  ['consignors_005_merged', consignors005],
  ['payouts_011_judged_lines', payouts011],
  ['marketplace_006_export_days', marketplace006],
  ['exports_001_baseline', exports001],
  ['payouts_012_paid_bookings', payouts012],
  ['marketplace_007_waiting_lists', marketplace007],
  ['waitingLists_001_baseline', waitingLists001],
  ['fanAlerts_001_baseline', fanAlerts001],
  ['apiKeys_001_baseline', apiKeys001],
  ['platform_009_log_numbers', platform009],
  ['platform_010_log_xids', platform010],
  ['webhookEndpoints_001_baseline', webhookEndpoints001],
  ['catalog_011_positions', catalog011],
  ['payouts_013_lines', payouts013],
  ['accounting_005_payout_days', accounting005],
  ['payouts_014_open_by_consignor', payouts014],
  ['accounting_006_consignor_events', accounting006],
  ['payouts_015_open_by_event', payouts015],
  ['tickets_003_holders', tickets003],
  ['handovers_001_baseline', handovers001],
  ['marketplace_008_notices', marketplace008],
  ['notices_001_baseline', notices001],
  ['noticeCenter_001_place', noticeCenter001],
  ['emailTemplates_001_baseline', emailTemplates001],
  ['mailings_001_baseline', mailings001],
  ['content_001_baseline', content001],
  ['notices_002_held', notices002],
  ['notices_003_shared', notices003],
  ['slack_001_baseline', slack001],
  ['notices_004_addresses', notices004],
  ['telegram_001_baseline', telegram001],
  ['scheduledReports_002_slack', scheduledReports002],
];

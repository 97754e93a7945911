import type { Knex } from 'knex';

/** What fans paid for each consignor's tickets, before anything is taken off: what Form 1099-K reports. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE VIEW reservations_gross AS
      SELECT i.reservation_id, i.listing_id, l.consignor_id, 'sale' AS kind, true AS is_payment, r.currency,
        i.price_amount::bigint * i.quantity AS gross_amount, i.proceeds_amount::bigint * i.quantity AS proceeds_amount,
        i.commission_amount::bigint * i.quantity AS commission_amount, r.paid_at AS at
      FROM reservation_items i JOIN reservations r ON r.id = i.reservation_id JOIN listings_offered l ON l.id = i.listing_id
      WHERE r.paid_at IS NOT NULL
      UNION ALL
      SELECT n.reservation_id, n.listing_id, l.consignor_id, 'replacement', f.consignor_id <> l.consignor_id, r.currency,
        CASE WHEN f.consignor_id <> l.consignor_id THEN n.price_amount ELSE greatest(0, n.price_amount - coalesce(b.price_amount, i.price_amount)) END::bigint * n.quantity,
        n.proceeds_amount::bigint * n.quantity, n.commission_amount::bigint * n.quantity, n.at
      FROM reservation_replacements n JOIN reservations r ON r.id = n.reservation_id JOIN listings_offered l ON l.id = n.listing_id
        JOIN listings_offered f ON f.id = n.from_listing_id
        JOIN reservation_items i ON i.reservation_id = n.reservation_id AND i.listing_id = n.line_listing_id
        LEFT JOIN reservation_replacements b ON b.reservation_id = n.reservation_id AND b.listing_id = n.from_listing_id;
    COMMENT ON VIEW reservations_gross IS 'The price of tickets that were paid, by line; of a replacement, of the tickets that came in their place, or what they cost more where they are of the same consignor. Not reduced by refunds. Amounts are minor units of all tickets of the line';
  `);
}

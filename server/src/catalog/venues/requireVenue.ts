import type { Trx } from '../../platform/db/index.ts';
import { fieldsRefused } from '../../platform/problem.ts';
import { CatalogVenue } from '../CatalogVenue.ts';
import type { NamedVenue } from '../names.ts';

/**
 * A venue that something new can be at; it stays so until the transaction ends.
 * @returns its IANA time zone
 * @throws Problem `validation_failed` on `venueId`: `unknown`, `retired`
 */
export async function requireVenue(trx: Trx, id: string): Promise<string> {
  const venue = await CatalogVenue.query(trx).findById(id).forShare();
  if (!venue)
    throw fieldsRefused([
      { field: 'venueId', code: 'unknown', message: 'There is no such venue. Choose one.' },
    ]);
  if (venue.retiredAt !== null)
    throw fieldsRefused([
      {
        field: 'venueId',
        code: 'retired',
        message: `${venue.name} is retired. Choose another venue, or restore it.`,
      },
    ]);
  return venue.timeZone;
}

/** The names by which a venue is found; undefined where there is no such venue. */
export async function venueById(trx: Trx, id: string): Promise<NamedVenue | undefined> {
  return CatalogVenue.query(trx).findById(id).select('name', 'city', 'region', 'aliases');
}

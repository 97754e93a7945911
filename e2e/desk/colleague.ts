/** Somebody else at the desk, by the API. */
import { Fan } from '@holdfast/server/test/fan';
import type { TestedHouse } from '@holdfast/server/test/runningHouse';
import type { Listing, ListingAction, ListingList } from '@holdfast/shared/consignment';
import { expect } from 'vitest';

export class Colleague extends Fan {
  static async of(house: TestedHouse): Promise<Colleague> {
    const colleague = new Colleague(house);
    await colleague.signIn('admin@demo.holdfast.example', 'demo-admin-2026');
    return colleague;
  }

  async listings(query: string): Promise<Listing[]> {
    return (await this.ask<ListingList>('GET', `/office/listings?${query}`)).body.data;
  }

  async listing(id: string): Promise<Listing> {
    return (await this.ask<Listing>('GET', `/office/listings/${id}`)).body;
  }

  /** In minor units. */
  async priceOf(id: string): Promise<number> {
    return (await this.listing(id)).price.amount;
  }

  async act(action: ListingAction): Promise<void> {
    const { status } = await this.ask('POST', '/office/listings/actions', action, {
      'idempotency-key': crypto.randomUUID(),
    });
    expect(status).toBe(200);
  }
}

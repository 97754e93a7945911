/** Another staff member, through the API. */
import { Fan } from '@holdfast/server/test/fan';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { Listing, ListingActionRequest, ListingList } from '@holdfast/shared/listings';
import { expect } from 'vitest';

/** Another staff member. */
export class Colleague extends Fan {
  static async of(app: TestApp): Promise<Colleague> {
    const colleague = new Colleague(app);
    await colleague.signIn('admin@demo.holdfast.example', 'demo-admin-2026');
    return colleague;
  }

  async listings(query: string): Promise<Listing[]> {
    return (await this.ask<ListingList>('GET', `/admin/listings?${query}`)).body.data;
  }

  async listing(id: string): Promise<Listing> {
    return (await this.ask<Listing>('GET', `/admin/listings/${id}`)).body;
  }

  /** In minor units. */
  async priceOf(id: string): Promise<number> {
    return (await this.listing(id)).price.amount;
  }

  async act(action: ListingActionRequest): Promise<void> {
    const { status } = await this.ask('POST', '/admin/listings/actions', action, {
      'idempotency-key': crypto.randomUUID(),
    });
    expect(status).toBe(200);
  }
}

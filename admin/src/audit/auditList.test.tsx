import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { answeringApi } from '../../test/api.ts';
import { addressNow, renderDesk } from '../../test/desk.tsx';
import { AuditList } from './AuditList.tsx';

const entry = (id: string, name: string) => ({
  id,
  at: '2037-11-20T15:00:05.000Z',
  by: { id: `per_${name}`, name },
  what: 'consignor.correct',
  subject: 'con_01kz8m3qj4w0d9s7r6t5y2x1c0',
  label: 'Ada Lovelace',
  reason: null,
  before: { plan: 'Standard' },
  after: { plan: 'Broker' },
  names: {},
  requestId: null,
});

describe('the audit log', () => {
  const api = answeringApi();
  const rows = [entry('aud_1', 'Ann Keller'), entry('aud_2', 'Bob')];
  const open = (at: string) => {
    api.on('GET /admin/audit', ({ path }) => {
      const by = new URL(path, 'http://desk.test').searchParams.get('by');
      const data = by ? rows.filter((row) => row.by.id === by) : rows;
      return { data, total: data.length, more: false, actionNames: ['consignor.correct', 'listing.price'] };
    });
    return renderDesk(<AuditList />, { at, resource: 'audit' });
  };
  const asked = () =>
    Object.fromEntries(new URL(api.sentTo('GET /admin/audit').at(-1)!.path, 'http://desk.test').searchParams);

  it('reads a plain link, asks for whole days of the marketplace’s zone, and ignores an unreadable one in words', async () => {
    open('/audit?by=per_Bob&from=2037-11-20&until=2');
    await screen.findByText('Fri Nov 20, 10:00:05 ET');
    expect(asked()).toMatchObject({
      by: 'per_Bob',
      from: '2037-11-20T05:00:00.000Z',
      sort: 'at',
      order: 'desc',
    });
    expect(asked()).not.toHaveProperty('until');
    expect(
      screen.getByText('Part of this page’s address can’t be read and is ignored: until=2.'),
    ).toBeTruthy();
    // The person's name stands on the filter, not the id.
    expect(screen.getByLabelText('Without this filter: who').parentElement?.textContent).toContain('Bob');
  });
  it('narrows to a value that is pressed, and takes the filter away again', async () => {
    open('/audit');
    await userEvent.click(await screen.findByTitle('Only by Bob'));
    await waitFor(() => expect(asked()).toMatchObject({ by: 'per_Bob' }));
    expect(decodeURIComponent(addressNow())).toContain('{"by":"per_Bob"}');
    await userEvent.click(await screen.findByLabelText('Without this filter: who'));
    await waitFor(() => expect(asked()).not.toHaveProperty('by'));
  });
  it('keeps filters under a name of one’s own', async () => {
    open('/audit?q=broker');
    await userEvent.click(await screen.findByText('Save these filters'));
    await userEvent.type(screen.getByLabelText('Name of these filters'), 'Brokers{Enter}');
    await screen.findByLabelText('Forget the saved filters Brokers');
    expect(screen.queryByText('Save these filters')).toBeNull();
  });
});

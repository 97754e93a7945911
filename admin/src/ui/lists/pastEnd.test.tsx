/** A page past the end of a list says so, and leads to the first page. */
import { emailQuery } from '@holdfast/shared/support';
import { screen, waitFor } from '@testing-library/react';
import { DataTable } from 'react-admin';
import { expect, test } from 'vitest';
import { answeringApi } from '../../../test/api.ts';
import { renderDesk } from '../../../test/desk.tsx';
import { DeskList, ListRows } from './DeskList.tsx';

const api = answeringApi();

test('a page past the end says so and shows the first page', async () => {
  api.on('GET /admin/emails', ({ path }) => ({
    data: path.includes('page=1&') ? [{ id: 'mal_1', subject: 'Your tickets' }] : [],
    total: 60,
    next: null,
  }));
  renderDesk(
    <DeskList contract={emailQuery} resource="emails" sort={{ field: 'createdAt', order: 'DESC' }}>
      <ListRows empty={null}>
        <DataTable bulkActionButtons={false}>
          <DataTable.Col source="subject" />
        </DataTable>
      </ListRows>
    </DeskList>,
    { at: '/emails?page=99' },
  );
  await screen.findByText('Page 99 is past the end of the list. This is its first page.');
  await screen.findByText('Your tickets');
  await waitFor(() => expect(api.sent.at(-1)?.path).toContain('page=1&'));
});

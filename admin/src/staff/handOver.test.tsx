import { fireEvent, screen } from '@testing-library/react';
import { Form } from 'react-admin';
import { beforeEach, expect, it } from 'vitest';
import { answeringApi } from '../../test/api.ts';
import { renderDesk } from '../../test/desk.tsx';
import { HandOverInput } from './StaffPanels.tsx';

const api = answeringApi();
const staff = [
  { id: 'per_1', name: 'Who leaves' },
  { id: 'per_2', name: 'Sam of staff' },
];
beforeEach(() => {
  api.on('GET /admin/colleagues', () => ({ data: staff, total: 2 }));
  api.on('GET /admin/case-workers', () => ({
    data: [...staff, { id: 'per_3', name: 'Sue of support' }],
    total: 3,
  }));
});
const nothing = { listings: 0, imports: 0, deliveries: 0, feedEntries: 0, priceRules: 0, cases: 0 };

/** Whom the form offers. */
async function offered(work: Partial<typeof nothing>): Promise<string[]> {
  renderDesk(
    <Form>
      <HandOverInput from="per_1" work={{ ...nothing, ...work }} />
    </Form>,
  );
  fireEvent.mouseDown(await screen.findByRole('combobox'));
  await screen.findByRole('option', { name: 'Sam of staff' });
  return screen.getAllByRole('option').map(({ textContent }) => textContent ?? '');
}

it('who looks after cases alone may be followed by a colleague of support', async () => {
  expect(await offered({ cases: 2 })).toEqual([
    'Nobody: it waits without an owner',
    'Sam of staff',
    'Sue of support',
  ]);
});

it('listings go to staff, and it is said what becomes of cases', async () => {
  expect(await offered({ listings: 1, cases: 2 })).toEqual([
    'Nobody: it waits without an owner',
    'Sam of staff',
  ]);
  expect(screen.getByText('Cases of kinds that they don’t work on wait without an owner.')).toBeTruthy();
});

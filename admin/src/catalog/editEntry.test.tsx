/** The forms of the catalogue begin with the whole record, also where a list has put its row into the cache before. */
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useGetList } from 'react-admin';
import { Link, Route, Routes } from 'react-router';
import { expect, it } from 'vitest';
import { answeringApi } from '../../test/api.ts';
import { expectComplaint } from '../../test/complaints.ts';
import { renderDesk } from '../../test/desk.tsx';
import { VenueEdit } from './venues/index.ts';

const row = { id: 'ven_1', name: 'Lake Rink', city: 'Erie', country: 'US', timeZone: 'America/New_York' };
const whole = {
  ...row,
  region: 'PA',
  address: '1 Dock Street',
  latitude: 42.13,
  longitude: -80.09,
  capacity: 6_700,
  levels: [{ name: 'Lower', sections: ['9', '110'] }],
  aliases: ['The Pond'],
  outsideIds: [],
};

function Rows() {
  const { data = [] } = useGetList('venues');
  return data.map(({ id, name }) => (
    <Link key={id} to={`/venues/${id}`}>
      {name}
    </Link>
  ));
}

const api = answeringApi();

it('a form that is opened from the list has what the list’s row lacks', async () => {
  // react-admin's number fields hand this to the element.
  expectComplaint(/React does not recognize the `%s` prop/);
  api.on('GET /admin/venues', () => ({ data: [row], total: 1 }));
  api.on('GET /admin/venues/ven_1', () => whole);
  api.on('GET /admin/countries', () => ({ data: [], total: 0 }));
  api.on('GET /admin/zone', () => ({ timeZone: 'America/New_York', fits: true }));
  renderDesk(
    <Routes>
      <Route path="/" element={<Rows />} />
      <Route path="/venues/:id" element={<VenueEdit />} />
    </Routes>,
    { at: '/', resource: 'venues' },
  );
  await userEvent.click(await screen.findByText('Lake Rink'));
  const field = async (label: string) => (await screen.findByLabelText<HTMLInputElement>(label)).value;
  expect(await field('Address')).toBe('1 Dock Street');
  expect(await field('Other names')).toBe('The Pond');
  expect(await field('Sections by level')).toContain('Lower: 9, 110');
});

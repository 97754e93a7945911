/** Seats of the season's games as a package, by the form, put on sale by keys. */
import type { StaffPage } from '../admin/staffPage.ts';

/** Consigns these seats for the three games, and approves their listings. */
export async function consignGames(
  desk: StaffPage,
  { row, seats, splitRule }: { row: string; seats: string; splitRule?: RegExp },
): Promise<void> {
  await desk.go('/packages/create', 'Consign games of a season');
  await desk.choose('Consignor', 'Abara', /Abara and sons/);
  await desk.choose('Season', 'Otters', /Summer 2038/);
  await desk.fill('Section', '110');
  await desk.fill('Row', row);
  await desk.fill('Seats', seats);
  await desk.fill('Price each, before the fee', '100');
  if (splitRule) await desk.pick('Split rule', splitRule);
  await desk.pick('How the tickets reach the fan', /PDF or picture/);
  await desk.press('Consign 3 games');
  await desk.sees('3 listings wait for approval.');
  await desk.go('/to-approve', 'To approve');
  await desk.rows(3);
  for (let left = 3; left > 0; left--) {
    await desk.keys('a');
    await desk.perform();
    await desk.keys('Escape');
  }
}

/** The house that browsers visit in the tests: demo data and all. */
import { type DemoWishes, seedDemo } from '@holdfast/server/demo/seed';
import { startTestedHouse, type TestedHouse } from '@holdfast/server/test/runningHouse';

/** @param env further variables, as in .env.example */
export async function startHouse(
  env: Record<string, string> = {},
  wishes: DemoWishes = {},
): Promise<TestedHouse> {
  const house = await startTestedHouse(env);
  await seedDemo(house.house, () => {}, wishes);
  return house;
}

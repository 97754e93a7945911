/** The house that browsers visit in the tests: demo data and all. */
import { type DemoWishes, seedDemo } from '@holdfast/server/demo/seed';
import { demoDatabase } from '@holdfast/server/test/demoDatabase';
import { startTestedHouse, type TestedHouse } from '@holdfast/server/test/runningHouse';

/** @param wishes a demo unlike the usual one is made for this house alone */
export async function startHouse(wishes?: DemoWishes): Promise<TestedHouse> {
  if (!wishes) return startTestedHouse({}, await demoDatabase());
  const house = await startTestedHouse();
  await seedDemo(house.house, () => {}, wishes);
  return house;
}

/** Pages of the back office: accessibility and layout at every width, light and dark. */
import type { StaffPage } from './staffPage.ts';

/** A page and its title. */
export type NamedPage = readonly [name: string, path: string, title: string | RegExp];

/** @returns the faults of these pages */
export async function faultsOfPages(admin: StaffPage, pages: readonly NamedPage[]): Promise<string[]> {
  const faults: string[] = [];
  for (const [name, path, title] of pages) {
    await admin.go(path, title);
    await admin.page.waitForNetworkIdle({ idleTime: 300 });
    faults.push(...(await admin.inspect(name, undefined, true)));
    faults.push(...(await admin.inspectDark(name, true)));
  }
  return faults;
}

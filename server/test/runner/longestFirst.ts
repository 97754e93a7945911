import { join } from 'node:path';

/**
 * The order of test files: the longest first, so that all processes end together. A fresh clone has no record of past
 * runs, so the long ones are listed.
 */

/** Half of the seconds that a file takes beside three others, where that is more than five. Only their order matters. */
export const seconds: Readonly<Record<string, number>> = {
  'e2e/firstRun.test.ts': 75,
  'e2e/imports.test.ts': 67,
  'e2e/support.test.ts': 57,
  'server/test/auditCoverage/auditCoverage.test.ts': 45,
  'e2e/packages.test.ts': 38,
  'e2e/supportStories.test.ts': 31,
  'e2e/payouts.test.ts': 30,
  'e2e/fan/midway.test.ts': 27,
  'server/test/roleMatrix/roleMatrix.test.ts': 23,
  'e2e/consignment.test.ts': 22,
  'e2e/listings/queues.test.ts': 22,
  'e2e/listings/bulk.test.ts': 21,
  'e2e/outsideWorld.test.ts': 20,
  'e2e/statistics.test.ts': 20,
  'server/src/feeds/routes.http.test.ts': 20,
  'server/src/imports/fewerSeats.test.ts': 20,
  'e2e/listings/prices.test.ts': 19,
  'e2e/matching.test.ts': 19,
  'e2e/fan/between.test.ts': 17,
  'e2e/percentages.test.ts': 17,
  'server/src/cases/cases.http.test.ts': 17,
  'server/test/journeys/crashes.test.ts': 17,
  'e2e/deliveries.test.ts': 16,
  'server/backup/backup.test.ts': 15,
  'server/test/composedStack.test.ts': 14,
  'server/embedded/embedded.test.ts': 14,
  'server/test/journeys/feedCrashes.test.ts': 14,
  'e2e/access.test.ts': 13,
  'server/src/bankFiles/bankFiles.http.test.ts': 13,
  'e2e/fan/pages.test.ts': 13,
  'e2e/feeds.test.ts': 13,
  'server/src/webhookEndpoints/webhooks.http.test.ts': 13,

  'e2e/listings/mouse.test.ts': 12,
  'e2e/portal.test.ts': 12,
  'server/src/apiKeys/apiKeys.http.test.ts': 12,
  'e2e/fan/buying.test.ts': 11,
  'e2e/packageTerms.test.ts': 11,
  'e2e/staff.test.ts': 11,
  'server/test/journeys/guessing.test.ts': 11,
  'e2e/actions.test.ts': 10,
  'e2e/listings/approve.test.ts': 10,
  'e2e/listings/forms.test.ts': 10,
  'e2e/listings/keysThrough.test.ts': 10,
  'server/src/eventChanges/movedEvents.http.test.ts': 10,
  'server/src/imports/hostileFiles.test.ts': 10,
  'server/test/journeys/purchase.test.ts': 10,
  'e2e/gameDecisions.test.ts': 9,
  'e2e/keys.test.ts': 9,
  'e2e/today.test.ts': 9,
  'server/src/disputes/disputes.http.test.ts': 9,
  'server/src/imports/imports.test.ts': 9,
  'server/test/journeys/emailing.test.ts': 9,
  'e2e/listings/moving.test.ts': 8,
  'e2e/roles.test.ts': 8,
  'e2e/safety.test.ts': 8,
  'server/src/accounts/secondFactor/secondFactor.http.test.ts': 8,
  'server/src/fulfillment/deliveries.http.test.ts': 8,
  'e2e/admin/pages.test.ts': 7,
  'server/demo/resetDatabase.test.ts': 7,
  'server/src/imports/correctRow.test.ts': 7,
  'server/src/payments/disputes.test.ts': 7,
  'server/test/journeys/calledOffCrashes.test.ts': 7,
  'server/test/journeys/headers.test.ts': 7,
  'server/test/journeys/whatIf.test.ts': 7,
  'server/test/releases/bringForward.test.ts': 7,
  'e2e/callOff.test.ts': 6,
  'e2e/desk.test.ts': 6,
  'e2e/fan/slowPhone.test.ts': 6,
  'e2e/listings/priceRules.test.ts': 6,
  'e2e/listings/requests.test.ts': 6,
  'server/demo/seed.test.ts': 6,
  'server/src/audit/securityLog.http.test.ts': 6,
  'server/src/catalogFiles/catalogFiles.http.test.ts': 6,
  'server/src/payments/outside.test.ts': 6,
  'server/src/payments/ticketRefunds.http.test.ts': 6,
  'server/src/settings/settings.http.test.ts': 6,
  'server/test/journeys/everyWayToPay.test.ts': 6,
  'server/test/machineVersions.test.ts': 6,
  'e2e/admin/addresses.test.ts': 5,
  'e2e/fan/notLoaded.test.ts': 5,
  'e2e/firstRows.test.ts': 5,
  'migrations/migrate.test.ts': 5,
  'server/src/disputes/packFiles.http.test.ts': 5,
  'server/src/feeds/feeds.test.ts': 5,
};

/** Browser journeys that aren't listed are longer than tests that aren't. */
const usual = (path: string): number => (path.startsWith('e2e/') ? 4 : path.startsWith('server/') ? 1 : 0);

/** @returns the files with the longest first; those of equal length stay in their order */
export function longestFirst<File extends { moduleId: string }>(files: readonly File[]): File[] {
  const root = join(import.meta.dirname, '../../..');
  const length = ({ moduleId }: File) => {
    const path = moduleId.slice(root.length + 1).replaceAll('\\', '/');
    return seconds[path] ?? usual(path);
  };
  return files.toSorted((a, b) => length(b) - length(a));
}

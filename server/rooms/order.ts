/**
 * The order of the rooms of `server/src`, lowest first; the rooms of one row stand beside each other. A room imports rooms
 * of lower rows only, and reads only their views. README.md repeats this order and a test compares the two.
 */
export const roomOrder = [
  ['platform'],
  ['marketplace'],
  ['ledger', 'stats', 'accounts', 'pictures'],
  ['catalog'],
  ['tickets', 'pricing', 'blocks', 'approvals', 'exports'],
  ['consignors', 'priceCaps', 'taxes', 'notices'],
  ['consignorNotifications', 'bankAccounts', 'taxpayers', 'apiKeys', 'content'],
  ['listings', 'emailTemplates'],
  ['deliveries'],
  ['reservations'],
  ['payments', 'withdrawals'],
  ['connectedAccounts'],
  ['eventChanges', 'payouts', 'gate'],
  ['orders', 'packages', 'imports', 'bankFiles', 'taxForms', 'dailyBalance'],
  [
    'portal',
    'notifications',
    'slack',
    'telegram',
    'feeds',
    'pricingRules',
    'statistics',
    'receipts',
    'accounting',
  ],
  ['schedules', 'catalogFiles', 'changes'],
  ['cases', 'scheduledReports', 'waitingLists', 'fanAlerts', 'webhookEndpoints', 'handovers', 'mailings'],
  ['support', 'fulfillment', 'disputes', 'noticeCenter'],
  ['audit', 'savedViews'],
  ['today', 'health', 'consignorChanges', 'settings', 'closing'],
  ['verify'],
] as const;

export type Room = (typeof roomOrder)[number][number];

const rows = new Map<string, number>(roomOrder.flatMap((rooms, row) => rooms.map((room) => [room, row])));

/** Whether `server/src` may have a folder of that name. */
export const isRoom = (name: string): name is Room => rows.has(name);

/** Whether code of `room` may know `other`: itself, and what stands in a lower row. */
export function mayKnow(room: Room, other: Room): boolean {
  return room === other || (rows.get(other) as number) < (rows.get(room) as number);
}

/** The order as README.md writes it. */
export const writtenOrder = roomOrder.map((rooms) => rooms.join(', ')).join(' < ');

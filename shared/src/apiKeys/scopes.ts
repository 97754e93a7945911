/** What an API key may do: few scopes, each named by what it lets read or write. An endpoint says which it needs. */

/** Every scope. They are stored with keys, so a name is never given another meaning. */
export const apiScopes = [
  'catalog:read',
  'catalog:write',
  'listings:read',
  'listings:write',
  'orders:read',
  'orders:write',
  'payouts:read',
  'people:read',
  'changes:read',
] as const;
/** What an API key may do. */
export type ApiScope = (typeof apiScopes)[number];

/** Each in words, for whoever makes a key. */
export const scopeTexts: Readonly<Record<ApiScope, string>> = {
  'catalog:read': 'Read events, teams, venues and seasons',
  'catalog:write': 'Make and change events',
  'listings:read': 'Read listings and packages',
  'listings:write': 'Make, price, approve and withdraw listings',
  'orders:read': 'Read orders, payments and deliveries',
  'orders:write': 'Send deliveries',
  'payouts:read': 'Read what is owed and paid to consignors, the books and the statistics',
  'people:read': 'Read names, addresses and what else is about a person',
  'changes:read': 'Follow what changes, of what the other scopes read',
};

/** What a key of one consignor may have: each is of their own alone. */
export const consignorScopes: readonly ApiScope[] = [
  'listings:read',
  'listings:write',
  'orders:read',
  'orders:write',
  'payouts:read',
  'people:read',
  'changes:read',
];

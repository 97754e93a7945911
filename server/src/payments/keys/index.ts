export { askWithKeys, changeKeys } from './changeKeys.ts';
export { type KeysNow, keysVersion, readKeys, resealStripeKeys } from './readKeys.ts';
export { stripeKeysRoutes } from './routes.ts';

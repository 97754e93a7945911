export { orderSignInHooks } from './claimOnSignIn.ts';
export { contactAddress } from './contact.ts';
export { orderLink } from './orderAccess.ts';
export { orderThen } from './orderThen.ts';
export { mayRead } from './policy.ts';
export { presentOrder, presentOrders, readOrder } from './presentOrders.ts';
export { orderRoutes } from './routes.ts';
export { createReservationStreams } from './stream.ts';

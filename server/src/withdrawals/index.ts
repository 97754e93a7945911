export { withdrawalRoutes } from './routes.ts';
export * from './seats.ts';
export { leavesSellable, takeBack } from './takeBack.ts';

export * from './body.ts';
export * from './once.ts';
export * from './openapi.ts';
export * from './problems.ts';
export * from './request.ts';
export * from './router.ts';
export * from './validate.ts';

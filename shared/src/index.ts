/** Contracts and pure rules, one door per room: import `@holdfast/shared/<room>`. */
export * from './http/index.ts';
export * from './money/index.ts';

export * from './answers.ts';
export { Questions } from './Questions.tsx';

export type { InfoText } from './infoText.ts';
export * from './texts.ts';

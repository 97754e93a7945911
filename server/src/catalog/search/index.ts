export { dayConditions } from './dayWords.ts';
export { type EventSearch, readSearch } from './readSearch.ts';
export { suggestEvents } from './suggestEvents.ts';

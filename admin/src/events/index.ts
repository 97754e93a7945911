export { ChooseEvent } from './ChooseEvent.tsx';
export { EventCreate } from './EventCreate.tsx';
export { EventList } from './EventList.tsx';

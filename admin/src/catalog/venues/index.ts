export { VenueCreate, VenueEdit } from './VenueForm.tsx';
export { VenueList } from './VenueList.tsx';
export { VenueShow } from './VenueShow.tsx';

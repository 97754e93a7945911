export { SeasonCreate, SeasonEdit } from './SeasonForm.tsx';
export { SeasonList } from './SeasonList.tsx';
export { SeasonShow } from './SeasonShow.tsx';

export { LeagueCreate, LeagueEdit } from './LeagueForm.tsx';
export { LeagueList } from './LeagueList.tsx';
export { LeagueShow } from './LeagueShow.tsx';

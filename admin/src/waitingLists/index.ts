export { WaitingListPage } from './WaitingListPage.tsx';
export { WaitingListsPage } from './WaitingListsPage.tsx';

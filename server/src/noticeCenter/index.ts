export { noticeEmails } from './channels/index.ts';
export { readLog } from './readLog.ts';
export { noticeRoutes } from './routes.ts';
export { createNoticeStreams } from './stream.ts';
export { noticeJobs, removeExpiredNotices, startChats, startNotices } from './work.ts';

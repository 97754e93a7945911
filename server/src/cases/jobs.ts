import { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import { mailAlarm } from './alarmEmail.ts';

const ofCase = z.object({ caseId: z.string() });

/** @returns handlers by the names of their jobs */
export function caseJobs(app: AppContext): Record<string, (payload: unknown) => Promise<void>> {
  return {
    'cases.mailAlarm': (payload) => mailAlarm(app, ofCase.parse(payload).caseId),
  };
}

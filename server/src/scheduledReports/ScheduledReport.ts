import type { ReportDay, ReportGroup, ReportId } from '@holdfast/shared/accounting';
import type { ReportPeriod, SendRhythm } from '@holdfast/shared/scheduledReports';
import { TableModel } from '../platform/db/index.ts';

/** A report of the books that is emailed by itself. */
export class ScheduledReport extends TableModel {
  static override tableName = 'scheduled_reports';
  static override jsonAttributes = ['recipients'];
  declare id: string;
  declare name: string;
  declare report: ReportId;
  declare by: ReportGroup;
  declare on: ReportDay;
  declare event: string | null;
  declare team: string | null;
  declare league: string | null;
  declare consignor: string | null;
  declare period: ReportPeriod;
  declare rhythm: SendRhythm;
  /** Weekly: 1 Monday to 7 Sunday; monthly: the day of the month. */
  declare sendDay: number;
  /** Ids of people of the back office. */
  declare recipients: string[];
  /** It goes to Slack's destination of reports too. */
  declare toSlack: boolean;
  declare isPaused: boolean;
  /** The last day, in the marketplace's zone, that was looked at. */
  declare keptUntil: string;
  declare sentAt: Date | null;
  declare version: number;
  declare createdAt: Date;
}

/** Rows of the views that emailTemplates publishes; `server/rooms/views.test.ts` compares them with the schema. */

/** Edited emails whose text that is sent now couldn't be rendered for some records. */
export interface EmailTemplatesFailing {
  key: string;
  language: string;
  version: number;
  reason: string;
  failed: number;
  first_at: Date;
  last_at: Date;
}

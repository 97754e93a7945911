import { TableModel } from '../platform/db/index.ts';

/** A named filter of a list; private unless shared. One name per person and page. */
export class SavedView extends TableModel {
  static override tableName = 'saved_views';
  declare id: string;
  declare personId: string;
  declare page: string;
  declare name: string;
  /** The query string of the page. */
  declare query: string;
  declare shared: boolean;
  declare createdAt: Date;
}

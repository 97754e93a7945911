/** The base of the tables' classes. */
import { Model, snakeCaseMappers } from 'objection';

/**
 * One class per table, in the room that owns it, in a file of its name: `savedViews/SavedView.ts`. Only that room imports it.
 * It is used for single rows, relations (`withGraphFetched`) and simple lists, bound to the transaction by each query:
 * `SavedView.query(trx).findById(id)`. Sets, reports and hot statements are SQL beside it, through `queryPrepared`, and
 * `Columns<SavedView>` types their rows.
 *
 * Properties are camelCase and written `declare id: string`: a class field would replace the row's value by undefined.
 * Conditions and `returning` name columns, in snake_case. JSON columns stand in `jsonAttributes`, so that arrays go in as
 * JSON. Instants come as Date, days as text, counts and sums as numbers.
 * @example
 * export class SavedView extends TableModel {
 *   static override tableName = 'saved_views';
 *   declare id: string;
 *   declare personId: string;
 * }
 */
export class TableModel extends Model {
  static override columnNameMappers = snakeCaseMappers();
  /** Relations are fetched one after the other: a transaction has one connection, and pg 9 refuses a second query on it. */
  static concurrency = 1;
}

type SnakeCase<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${SnakeCase<Rest>}`
  : '';

type Related = TableModel | TableModel[] | undefined;

/** A row of the table as SQL answers it: the model's properties under their columns' names, without relations. */
export type Columns<Table extends TableModel> = {
  [Property in Exclude<keyof Table, keyof TableModel> & string as [Table[Property]] extends [Related]
    ? never
    : SnakeCase<Property>]: Table[Property];
};

/** Which column of a file holds each field, as it stands and as somebody sends it. */
import { type BrokerMapping, brokerFields, headerOf, proposeMapping } from '@holdfast/shared/imports/broker';
import type { Import } from './Import.ts';
import { layout } from './layout.ts';

/** Only fields of ours, and only columns of this file. */
export function mappingOf(fields: Record<string, string>, headers: readonly string[]): BrokerMapping {
  const mapping: BrokerMapping = {};
  for (const field of brokerFields) {
    const header = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (header !== undefined && header !== '' && headers.includes(header)) mapping[field] = header;
  }
  return mapping;
}

/** The columns as the file is read now; for a header that nobody knows, a proposal. */
export function standingMapping(
  row: Import,
  headers: readonly string[],
  fields: Record<string, string> | undefined,
): BrokerMapping {
  if (fields) return mappingOf(fields, headers);
  if (row.layout === null) return proposeMapping(headers);
  const format = layout.parse(row.layout);
  const means: BrokerMapping = {};
  for (const field of brokerFields) {
    const { header } = headerOf(format, field);
    if (header !== undefined) means[field] = header;
  }
  return means;
}

/** Whether both give each field the same column. */
export const isSameMapping = (a: BrokerMapping, b: BrokerMapping): boolean =>
  brokerFields.every((field) => (a[field] ?? null) === (b[field] ?? null));

/** A small table file as cells, for rooms that take in other things than listings. */
import { isUtf8 } from 'node:buffer';
import { openFile } from './reader/openFile.ts';
import { recogniseSource, type Source } from './source.ts';

/** A table file, read. */
export interface ReadTable {
  kind: Source['kind'];
  /** Every line, the names of the columns first. */
  lines: string[][];
}

/**
 * Reads CSV of any usual encoding and separator, or the first visible sheet of a workbook, in a thread of its own with limits
 * of time and memory.
 * @param most lines that are read, the first one not counted; beyond it the file is refused by the caller
 * @throws Problem `file_not_recognized`
 */
export async function readTable(bytes: Buffer, most: number): Promise<ReadTable> {
  const source = recogniseSource(bytes.subarray(0, 64 * 1024), isUtf8(bytes));
  const file = await openFile(source, partsOf(bytes), null);
  try {
    const lines: string[][] = [];
    for await (const { cells } of file.records('.')) {
      lines.push(cells);
      if (lines.length > most + 1) break;
    }
    return { kind: source.kind, lines };
  } finally {
    await file.close();
  }
}

async function* partsOf(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

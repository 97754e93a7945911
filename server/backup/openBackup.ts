/** Reads the file of a backup. */
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { BackupError, type Manifest, manifest, manifestEntry } from './manifest.ts';

/** An open backup; whoever opened it closes `zip`. */
export interface OpenBackup {
  zip: ZipFile;
  entries: ReadonlyMap<string, Entry>;
  manifest: Manifest;
}

/** @throws BackupError when the file is missing, isn't a backup, or was cut off */
export async function openBackup(path: string): Promise<OpenBackup> {
  const zip = await open(path);
  try {
    const entries = await entriesOf(zip);
    const entry = entries.get(manifestEntry);
    if (!entry) throw new BackupError(`${path} has no ${manifestEntry}: it isn't a backup of Holdfast.`);
    const read = manifest.safeParse(JSON.parse(String(await buffer(await readEntry(zip, entry)))));
    if (!read.success)
      throw new BackupError(
        `${path} is a backup of another format. Restore it with the version that made it.`,
      );
    return { zip, entries, manifest: read.data };
  } catch (error) {
    zip.close();
    throw error;
  }
}

function open(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (!error) return resolve(zip);
      reject(new BackupError(whyNotOpened(path, error)));
    });
  });
}

/** What kept a file from being opened as a backup, and the remedy. */
export function whyNotOpened(path: string, error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
      return `There is no file ${path}.`;
    case 'EACCES':
      return `${path} may not be read by this user. A backup is private to whoever made it: run the command as them.`;
    case 'EISDIR':
      return `${path} is a folder. Name the file of a backup in it.`;
    default:
      return `${path} isn't a whole backup: ${error.message}.`;
  }
}

function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.once('end', () => resolve(entries)).once('error', reject);
    zip.readEntry();
  });
}

/** The content of an entry; its checksum is compared while it is read. */
export function readEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
  });
}

import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** One file of the browser's build. */
export interface BuiltFile {
  /** The request path: `/assets/…` */
  path: string;
  type: string;
  bytes: Buffer;
}

/** The browser's build with what each page links to. */
export interface BuiltAssets {
  files: BuiltFile[];
  /** The files that every page links to, and the scripts of pages that are fetched when they are needed, by their source. */
  links: {
    scripts: string[];
    /** What the scripts import, fetched beside them instead of after them. */
    preloads: string[];
    styles: string[];
    fonts: string[];
    pageScripts: Map<string, string[]>;
  };
}

interface ManifestChunk {
  file: string;
  isEntry?: boolean;
  isDynamicEntry?: boolean;
  css?: string[];
  /** Keys of chunks that it imports. */
  imports?: string[];
}

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/**
 * Reads the browser's build into memory; it is less than a megabyte.
 * @throws Error when it is missing
 */
export function readAssets(clientDir: string): BuiltAssets {
  const files: BuiltFile[] = [];
  for (const entry of readdirSync(clientDir, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const whole = join(entry.parentPath, entry.name);
    const path = whole.slice(clientDir.length).replaceAll('\\', '/');
    files.push({ path, type, bytes: readFileSync(whole) });
  }
  const manifest: Manifest = JSON.parse(readFileSync(join(clientDir, '.vite', 'manifest.json'), 'utf8'));
  const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry);
  if (entry === undefined) throw new Error('The storefront’s manifest names no entry.');
  const first = chunksOf(manifest, entry);
  const pages = Object.keys(manifest).filter((key) => manifest[key]?.isDynamicEntry);
  return {
    files,
    links: {
      scripts: [`/${first[0]?.file}`],
      preloads: first.slice(1).map(({ file }) => `/${file}`),
      styles: first.flatMap(({ css = [] }) => css).map((file) => `/${file}`),
      // Preloads Latin only: the browser fetches the others when a page needs them.
      fonts: files
        .map(({ path }) => path)
        .filter((path) => /archivo-latin-standard-normal.*\.woff2$/.test(path)),
      pageScripts: new Map(
        pages.map((key) => [
          key,
          chunksOf(manifest, key)
            .filter((chunk) => !first.includes(chunk))
            .map(({ file }) => `/${file}`),
        ]),
      ),
    },
  };
}

type Manifest = Record<string, ManifestChunk>;

/** A chunk and those that it imports, itself first. */
function chunksOf(manifest: Manifest, key: string, known = new Set<ManifestChunk>()): ManifestChunk[] {
  const chunk = manifest[key];
  if (chunk && !known.has(chunk)) {
    known.add(chunk);
    for (const imported of chunk.imports ?? []) chunksOf(manifest, imported, known);
  }
  return [...known];
}

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
  /** The files that every page links to. */
  links: { scripts: string[]; styles: string[]; fonts: string[] };
}

interface ManifestChunk {
  file: string;
  isEntry?: boolean;
  css?: string[];
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
  const manifest: Record<string, ManifestChunk> = JSON.parse(
    readFileSync(join(clientDir, '.vite', 'manifest.json'), 'utf8'),
  );
  const entry = Object.values(manifest).find(({ isEntry }) => isEntry);
  if (!entry) throw new Error('The storefront’s manifest names no entry.');
  return {
    files,
    links: {
      scripts: [`/${entry.file}`],
      styles: (entry.css ?? []).map((file) => `/${file}`),
      // Preloads Latin only: the browser fetches the others when a page needs them.
      fonts: files
        .map(({ path }) => path)
        .filter((path) => /archivo-latin-standard-normal.*\.woff2$/.test(path)),
    },
  };
}

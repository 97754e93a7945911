import { spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

/** The executable and its environment. */
export type PackagedChromium = { executablePath: string; env: NodeJS.ProcessEnv };

/**
 * The headless Chromium from npm (`@sparticuz/chromium`, Linux on x64), unpacked once per version; about 3 s
 * the first time. Only its archives are used: its own unpacking isn't safe for two processes, and its flags
 * disable security that the tests need.
 * @returns undefined when there is none for this platform, or when it doesn't run
 */
export function packagedChromium(): PackagedChromium | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const archives = findArchives();
  if (!archives) return undefined;
  const folder = join(cacheFolder(), `chromium-${archives.version}`);
  if (!existsSync(folder)) unpack(archives.folder, folder);

  const executablePath = join(folder, 'chromium');
  // Without fonts on the machine no text would be drawn.
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: folder };
  // The bundled libraries (nss and others) only when the system has none: the system's are newer.
  for (const libraries of [{}, { LD_LIBRARY_PATH: join(folder, 'lib') }]) {
    const env = { ...fonts, ...libraries };
    const tried = spawnSync(executablePath, ['--version'], {
      env: { ...process.env, ...env },
      stdio: 'ignore',
    });
    if (tried.status === 0) return { executablePath, env };
  }
  return undefined;
}

function findArchives(): { folder: string; version: string } | undefined {
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  } catch {
    return undefined; // npm skips an optional package silently when the engine doesn't match.
  }
  const root = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return { folder: join(root, 'bin'), version };
}

/** Beside the packages, so that it is removed with them; in the temporary folder when that isn't writable. */
function cacheFolder(): string {
  const modules = resolve(import.meta.dirname, '../node_modules');
  const inModules = join(modules, '.cache', 'holdfast');
  try {
    mkdirSync(inModules, { recursive: true });
    accessSync(inModules, constants.W_OK);
    return inModules;
  } catch {
    const own = join(tmpdir(), `holdfast-browser-${process.getuid?.()}`);
    mkdirSync(own, { recursive: true, mode: 0o700 });
    // Every user can write there: never run a browser of another user.
    if (statSync(own).uid !== process.getuid?.())
      throw new Error(`${own} belongs to another user: remove it.`);
    return own;
  }
}

/** Unpacks to a temporary name and renames, so that two processes never see half a browser. */
function unpack(archives: string, target: string): void {
  const staging = `${target}.${process.pid}`;
  mkdirSync(staging, { recursive: true });
  for (const archive of ['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br']) {
    const input = brotliDecompressSync(readFileSync(join(archives, archive)));
    const untar = spawnSync('tar', ['-x', '-C', staging], { input, stdio: ['pipe', 'ignore', 'pipe'] });
    if (untar.status !== 0)
      throw new Error(`${archive} can't be unpacked: ${untar.error?.message ?? untar.stderr}`);
  }
  const executable = join(staging, 'chromium');
  writeFileSync(executable, brotliDecompressSync(readFileSync(join(archives, 'chromium.br'))));
  chmodSync(executable, 0o755);
  try {
    renameSync(staging, target);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    if (!existsSync(target)) throw error; // Otherwise another process was faster, and its copy is equal.
  }
}

/**
 * Prepares a clone: installs the packages, checks Node, builds the screens. Runs before `npm start`, `npm test` and other
 * scripts; when nothing has changed it takes a fraction of a second.
 *
 * Plain JavaScript without dependencies, because it runs before any are installed, on any Node from 20. The packages
 * contain Node 24, which every npm script finds first in its PATH.
 *
 *   --build     build the screens even if they are up to date
 *   --browser   also check that there is a browser for the tests
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('.', import.meta.url));
const MODULES = join(ROOT, 'node_modules');
const INSTALLED = join(MODULES, '.holdfast-installed');
const LOCK = join(ROOT, '.data', 'setup.lock');
const OLDEST_NODE = [22, 18];
/** The workspaces that are built, and below the files that their bundles contain besides their own. */
const SCREENS = ['storefront', 'admin'];
const INLINED = ['shared/src', 'shared/package.json', 'package-lock.json'];
/** An install on a slow connection takes minutes; an older lock has a process id that was reused. */
const LOCK_LIMIT_MS = 30 * 60_000;

const flags = new Set(process.argv.slice(2));

class SetupError extends Error {}

async function main() {
  if (!isInstalled()) await alone(() => isInstalled() || install());
  checkNode();
  const force = flags.has('--build');
  if (force || SCREENS.some((name) => !isBuilt(name))) {
    await alone(() => SCREENS.filter((name) => force || !isBuilt(name)).forEach(build));
  }
  if (flags.has('--browser')) findBrowser();
}

// --- packages ---

function isInstalled() {
  if (readText(INSTALLED) === installStamp()) return true;
  // npm was run by hand: that is sufficient when the installed packages match the lockfile.
  if (!agreesWithLockfile()) return false;
  writeFileSync(INSTALLED, installStamp());
  return true;
}

function installStamp() {
  const node = scriptNode().version.split('.')[0];
  return hash([readFileSync(join(ROOT, 'package-lock.json')), process.platform, process.arch, node]);
}

function agreesWithLockfile() {
  const hidden = readText(join(MODULES, '.package-lock.json'));
  if (hidden === undefined) return false;
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(hidden).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith('node_modules/') || entry.link) return true;
    const isForUs = !entry.libc && entry.os?.includes(process.platform) && entry.cpu?.includes(process.arch);
    if (entry.optional && !isForUs) return true;
    return present[path]?.version === entry.version && existsSync(join(ROOT, path, 'package.json'));
  });
}

function install() {
  const words = existsSync(MODULES)
    ? 'Updating packages'
    : 'Installing packages (about a minute the first time)';
  step(words, () => {
    rmSync(INSTALLED, { force: true });
    // Includes development packages, regardless of NODE_ENV and the user's npm settings, because the screens are built
    // with them. Only the install scripts that package.json allows are run.
    const options = [
      '--no-audit',
      '--no-fund',
      '--include=dev',
      '--include=optional',
      '--ignore-scripts=false',
    ];
    npm(['ci', ...options], { ...environment(), PATH: pathWithoutModules(), PUPPETEER_SKIP_DOWNLOAD: '1' });
    writeFileSync(INSTALLED, installStamp());
  });
}

// --- Node ---

/** The Node of npm scripts: the packaged one if there is one for this platform, otherwise the shell's. */
function scriptNode() {
  const path = join(MODULES, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  if (existsSync(path)) {
    const said = spawnSync(path, ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' });
    if (said.status === 0) return { path, version: said.stdout.trim().slice(1) };
  }
  return { path: process.execPath, version: process.versions.node };
}

function checkNode() {
  const { version } = scriptNode();
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new SetupError(
    `Holdfast needs Node ${OLDEST_NODE.join('.')} or newer, and this is ${version}: install Node 24 from https://nodejs.org and run the command again.`,
  );
}

// --- screens ---

function isBuilt(name) {
  return !existsSync(join(ROOT, name, 'vite.config.ts')) || readText(builtStamp(name)) === sourcesOf(name);
}

function build(name) {
  if (!existsSync(join(ROOT, name, 'vite.config.ts'))) return;
  step(`Building ${name}`, () => {
    const sources = sourcesOf(name);
    rmSync(builtStamp(name), { force: true });
    const env = environment();
    delete env.NODE_ENV; // Without NODE_ENV Vite builds for production.
    npm(['run', 'build', '-w', name], {
      ...env,
      PATH: [join(MODULES, '.bin'), pathWithoutModules()].join(delimiter),
    });
    mkdirSync(join(ROOT, name, 'dist'), { recursive: true });
    writeFileSync(builtStamp(name), sources);
  });
}

function builtStamp(name) {
  return join(ROOT, name, 'dist', '.built');
}

/** A hash of every source file of the bundle: file times are wrong after a checkout. */
function sourcesOf(name) {
  const files = [name, ...INLINED].flatMap((path) => filesUnder(path)).sort();
  return hash(files.flatMap((path) => [path, readFileSync(join(ROOT, path))]));
}

function filesUnder(path) {
  if (!existsSync(join(ROOT, path))) return [];
  if (statSync(join(ROOT, path)).isFile()) return [path];
  return readdirSync(join(ROOT, path), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'dist' || entry.name === 'node_modules' || entry.name.startsWith('.')) return [];
    if (/\.(test|proof)\.tsx?$/.test(entry.name)) return [];
    const child = `${path}/${entry.name}`;
    if (entry.isDirectory()) return filesUnder(child);
    return entry.isFile() ? [child] : [];
  });
}

// --- browser ---

/** Prints which browser the tests use. Without a browser setup continues: the other tests run, and browser tests report it. */
function findBrowser() {
  const script = join(ROOT, 'e2e', 'browser.ts');
  if (!existsSync(script)) return;
  spawnSync(scriptNode().path, [script], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
}

// --- processes and output ---

function npm(args, env) {
  const script = process.env.npm_execpath;
  const runsScript = script !== undefined && /npm-cli\.c?js$/.test(script);
  // Not with the packaged Node, because `npm ci` removes it while running.
  const [command, first] = runsScript ? ['node', [script]] : ['npm', []];
  const options = { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8', maxBuffer: 2 ** 28 };
  const shell = process.platform === 'win32' && !runsScript;
  const ended = spawnSync(command, [...first, ...args], { ...options, shell });
  if (ended.error) throw new SetupError(`npm could not be started: ${ended.error.message}`);
  if (ended.status === 0) return;
  process.stderr.write(`\n${ended.stdout}${ended.stderr}`);
  throw new SetupError(
    `"npm ${args.slice(0, 4).join(' ')}" failed (${ended.signal ?? ended.status}); what it said is above.`,
  );
}

/** The environment without the calling npm's own variables: its workspace and prefix don't apply to this npm. */
function environment() {
  const entries = Object.entries(process.env).filter(
    ([name]) => !/^npm_config_(workspaces?|prefix|local_prefix|global)$/i.test(name),
  );
  const env = Object.fromEntries(entries);
  // Windows spells it Path; with two spellings in one environment either could be used.
  for (const name of Object.keys(env)) if (name.toUpperCase() === 'PATH') delete env[name];
  return env;
}

function pathWithoutModules() {
  const path = process.env.PATH ?? process.env.Path ?? '';
  return path
    .split(delimiter)
    .filter((folder) => !/node_modules[\\/]\.bin[\\/]?$/.test(folder))
    .join(delimiter);
}

function step(words, work) {
  const startedAt = performance.now();
  process.stdout.write(`${words} … `);
  try {
    work();
    process.stdout.write(`${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
  } catch (error) {
    process.stdout.write('failed\n');
    throw error;
  }
}

/** Runs work while no other setup of this clone runs. The caller checks again first, because the other setup may have done it. */
async function alone(work) {
  mkdirSync(join(ROOT, '.data'), { recursive: true });
  for (let waited = false; !takeLock(); waited = true) {
    if (!waited)
      console.log(`Another setup of this clone is running (process ${readText(LOCK)}): waiting for it …`);
    await delay(200);
  }
  const letGo = () => rmSync(LOCK, { force: true });
  process.once('exit', letGo);
  try {
    work();
  } finally {
    process.off('exit', letGo);
    letGo();
  }
}

function takeLock() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const holder = Number(readText(LOCK));
  const age = Date.now() - (statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  // An empty lock is being written.
  if ((holder > 0 && !isAlive(holder)) || age > LOCK_LIMIT_MS) {
    // Renamed first, so that only one of two processes removes a stale lock.
    const stale = `${LOCK}.${process.pid}`;
    try {
      renameSync(LOCK, stale);
      rmSync(stale, { force: true });
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
  }
  return false;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined; // Missing or just deleted.
  }
}

function hash(parts) {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part).update('\0');
  return sum.digest('hex');
}

main().catch((error) => {
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode = 1;
});

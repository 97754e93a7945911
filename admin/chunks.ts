/**
 * Which modules of the back office travel in one file. Left alone, each combination of pages that share something is a
 * file of its own: 85 of them for one page. What most pages share is one file, `desk`; AG Grid, as much again, is another,
 * which only pages with a grid load.
 */
import type { Rolldown } from 'vite';

type Chunk = Rolldown.CodeSplittingGroup;
type Modules = Parameters<Rolldown.CodeSplittingNameFunction>[1];

/** What `main.ts` needs before the application is here. Not itself: it awaits the application, which needs these too. */
const early =
  /[\\/](?:ui[\\/](?:earlyKeys|keptKeys)|app[\\/]early|dataProvider[\\/]early|listings[\\/]listingsViews)\.ts$|[\\/]apiClient[\\/]/;
/** The rules of Vite and Rolldown themselves, which every chunk needs. */
const isOfBundler = (id: string) => id.startsWith('\0') || id.includes('vite/');
const react = /[\\/]node_modules[\\/](?:react|react-dom|scheduler)[\\/]/;
const agGrid = /[\\/]node_modules[\\/]ag-/;
const charts = /[\\/]node_modules[\\/](?:recharts|victory|d3-)/;

/** A group takes what its modules import along, so a module that needs AG Grid, over any number of steps, stays out. */
const withGrid = new Map<string, boolean>();
function needsGrid(id: string, modules: Modules): boolean {
  const known = withGrid.get(id);
  if (known !== undefined) return known;
  withGrid.set(id, false); // Modules that import each other end here.
  const imported = modules.getModuleInfo(id)?.importedIds ?? [];
  const needs = agGrid.test(id) || imported.some((each) => needsGrid(each, modules));
  withGrid.set(id, needs);
  return needs;
}

export const chunks: Chunk[] = [
  { name: 'early', test: (id) => early.test(id) || isOfBundler(id), priority: 5 },
  { name: 'react', test: react, priority: 4 },
  { name: 'grid', test: agGrid, priority: 3 },
  {
    name: (id, modules) => (needsGrid(id, modules) ? null : 'desk'),
    debugName: 'desk',
    test: (id) => !charts.test(id),
    minShareCount: 7,
    priority: 2,
  },
];

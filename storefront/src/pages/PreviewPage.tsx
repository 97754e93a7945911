import type { ContentPreview } from '@holdfast/shared/content';
import { type LandingEvents, LandingSections, loadEvents } from '../landing/LandingPage.tsx';
import { SellSections } from '../landing/SellSections.tsx';
import { definePage, NotFound, type PageProps } from '../router/route.ts';
import { stamp } from '../ui/time.ts';
import { TextSections } from './textPages.tsx';

type Preview = ContentPreview & { events: LandingEvents };

const names = {
  '': 'Landing page',
  sell: 'Selling',
  help: 'Help',
  terms: 'Terms',
  privacy: 'Privacy',
  imprint: 'Imprint',
};
type Shown = keyof typeof names;
const isShown = (name: string): name is Shown => Object.hasOwn(names, name);

function PreviewPage({ data, params, query }: PageProps<Preview>) {
  const asked = query.get('page') ?? '';
  const shown = isShown(asked) ? asked : '';
  const { pages, isDraft, expiresAt } = data;
  const there = (Object.keys(names) as Shown[]).filter((name) => name !== 'imprint' || pages.imprint);
  return (
    <>
      <aside className="preview-bar" aria-label="Preview">
        <div className="wrap">
          <p>
            <b>{isDraft ? 'A draft, not public' : 'Nothing is drafted: this is public'}</b>{' '}
            <span className="small">
              This link works until <time dateTime={expiresAt}>{stamp(expiresAt, 'UTC')} UTC</time>.
            </span>
          </p>
          <nav aria-label="Pages of the draft">
            {there.map((name) => (
              <a
                key={name}
                href={`/preview/${params.token}${name === '' ? '' : `?page=${name}`}`}
                aria-current={name === shown ? 'page' : undefined}
              >
                {names[name]}
              </a>
            ))}
          </nav>
        </div>
      </aside>
      <Sections data={data} shown={shown} />
    </>
  );
}

function Sections({ data, shown }: { data: Preview; shown: Shown }) {
  if (shown === '') return <LandingSections content={data.landing} {...data.events} />;
  if (shown === 'sell') return <SellSections {...data.sell} />;
  const page = data.pages[shown];
  return page && <TextSections {...page} />;
}

/** /preview/:token: the draft of the content, for whoever has the link that staff made. */
export const previewPage = definePage<Preview>({
  async load({ params: { token = '' }, loaders, now }) {
    const preview = await loaders.preview(token);
    if (preview === null) throw new NotFound();
    return { ...preview, events: await loadEvents(loaders, now) };
  },
  // Without a canonical address search engines skip it.
  head: ({ landing }) => ({ title: `Preview: ${landing.search.title}` }),
  shell: ({ shell }) => shell,
  Page: PreviewPage,
});

import type { SellContent } from '@holdfast/shared/content';
import { SellSections } from '../landing/SellSections.tsx';
import { definePage, type PageProps } from '../router/route.ts';

const SellPage = ({ data }: PageProps<SellContent>) => <SellSections {...data} />;

/** /sell: how consigning works. */
export const sellPage = definePage<SellContent>({
  load: ({ loaders }) => loaders.sell(),
  head: ({ heading, intro }) => ({ title: heading, description: intro, canonical: '/sell' }),
  Page: SellPage,
});

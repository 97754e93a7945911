import type { TextContent, TextPageName } from '@holdfast/shared/content';
import { NotFound, type PageProps, route } from '../router/route.ts';
import { LegalLinks } from '../shell/LegalLinks.tsx';
import { RichText } from '../ui/RichText.tsx';

/** A page of text of a content. */
export const TextSections = ({ title, intro, blocks }: TextContent) => (
  <div className="wrap plain">
    <h1>{title}</h1>
    <p className="muted">{intro}</p>
    <RichText blocks={blocks} />
    <LegalLinks />
  </div>
);

const TextPage = ({ data }: PageProps<TextContent>) => <TextSections {...data} />;

const textRoute = (name: TextPageName) =>
  route<TextContent>({
    name,
    path: `/${name}`,
    async load({ loaders }) {
      const page = await loaders.textPage(name);
      if (page === null) throw new NotFound();
      return page;
    },
    head: ({ title, intro }) => ({ title, description: intro, canonical: `/${name}` }),
    Page: TextPage,
  });

/** /help, /terms, /privacy and /imprint. */
export const textRoutes = [textRoute('help'), textRoute('terms'), textRoute('privacy'), textRoute('imprint')];

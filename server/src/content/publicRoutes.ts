import {
  contentPreview,
  landingContent,
  sellContent,
  textContent,
  textPages,
} from '@holdfast/shared/content';
import { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, query } from '../platform/http/index.ts';
import { notFound } from '../platform/problem.ts';
import { currentContent } from './current.ts';
import { readPreview } from './preview.ts';

const fans = { tag: 'Content' } as const;

/** The content as fans read it. */
export function publicRoutes(app: AppContext): AnyEndpoint[] {
  return [
    query({
      ...fans,
      path: '/content/landing',
      summary: 'What the landing page says, beside the events',
      answer: landingContent,
      read: async () => (await currentContent(app)).landing,
    }),
    query({
      ...fans,
      path: '/content/sell',
      summary: 'What the page for sellers says, with the plans that the marketplace shows',
      answer: sellContent,
      read: async () => (await currentContent(app)).sell,
    }),
    query({
      ...fans,
      path: '/content/pages/:name',
      params: z.object({ name: z.enum(textPages) }),
      summary: 'A page of text: help, terms, privacy or the imprint',
      answer: textContent,
      problems: ['not_found'],
      async read(_db, { params: { name } }) {
        const page = (await currentContent(app)).pages[name];
        if (!page) throw notFound('page');
        return page;
      },
    }),
    query({
      ...fans,
      path: '/content/preview/:token',
      params: z.object({ token: z.string().max(100) }),
      summary: 'A draft as its pages would show it, for whoever has its link',
      answer: contentPreview,
      problems: ['not_found'],
      async read(_db, { params: { token } }) {
        const preview = await readPreview(app, token);
        if (!preview) throw notFound('preview');
        return preview;
      },
    }),
  ];
}

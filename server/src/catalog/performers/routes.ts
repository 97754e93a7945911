import { adminPerformer, performerInput, performerList, performerQuery } from '@holdfast/shared/catalog';
import type { AnyEndpoint } from '../../platform/http/index.ts';
import { mergeableRoutes } from '../mergeableRoutes.ts';
import { changePerformer, createPerformer, retirePerformer } from './keepPerformer.ts';
import { mergePerformer, previewPerformerMerge } from './mergePerformer.ts';
import { listPerformers, showPerformer } from './performerQueries.ts';

export const performerRoutes = (): AnyEndpoint[] =>
  mergeableRoutes({
    kind: 'performer',
    path: '/admin/performers',
    tag: 'Admin: teams and artists',
    many: 'Teams and artists',
    one: 'a team or an artist',
    listQuery: performerQuery,
    listAnswer: performerList,
    input: performerInput,
    answer: adminPerformer,
    list: listPerformers,
    show: showPerformer,
    create: createPerformer,
    change: changePerformer,
    retire: retirePerformer,
    previewMerge: previewPerformerMerge,
    merge: mergePerformer,
  });

import { type ComponentType, lazy } from 'react';

/** A page that loads its code when it is opened: only pages with a grid load AG Grid, only forms their inputs. */
export function lazyPage<K extends string>(load: () => Promise<Record<K, ComponentType>>, name: K) {
  return lazy(async () => ({ default: (await load())[name] }));
}

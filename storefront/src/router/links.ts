/** Ordinary links and GET forms, taken over where the page is ours to show. */

/** Ours to show: same origin, not the API, not the back office, not a file. */
function isPage(url: URL): boolean {
  return url.origin === location.origin && !/^\/(api|admin|assets)(\/|$)|\.\w+$/.test(url.pathname);
}

/** @returns how to leave them to the browser again */
export function takeOverLinks(navigate: (address: string) => void): () => void {
  const onClick = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest?.('a[href]');
    if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download')) return;
    const url = new URL(link.href);
    if (!isPage(url)) return;
    const isHere = url.pathname === location.pathname && url.search === location.search;
    if (isHere && url.hash !== '') return; // The browser's own jump within the page.
    event.preventDefault();
    navigate(url.pathname + url.search + url.hash);
  };
  const onSubmit = (event: SubmitEvent) => {
    const form = event.target as HTMLFormElement;
    const url = new URL(form.action);
    if (event.defaultPrevented || form.method !== 'get' || !isPage(url)) return;
    event.preventDefault();
    navigate(formAddress(form));
  };
  document.addEventListener('click', onClick);
  document.addEventListener('submit', onSubmit);
  return () => {
    document.removeEventListener('click', onClick);
    document.removeEventListener('submit', onSubmit);
  };
}

/** Where a GET form leads, without its empty fields; several values of a name become one, by commas. */
export function formAddress(form: HTMLFormElement): string {
  const search = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== 'string' || value.trim() === '') continue;
    const before = search.get(name);
    search.set(name, before === null ? value.trim() : `${before},${value.trim()}`);
  }
  const path = new URL(form.action).pathname;
  return search.size === 0 ? path : `${path}?${search}`;
}

/** Takes over ordinary links and GET forms that lead to pages of the storefront. */

/** Whether the storefront renders this address: same origin, not the API, not the back office, not a file. */
function isPage(url: URL): boolean {
  return url.origin === location.origin && !/^\/(api|admin|assets)(\/|$)|\.\w+$/.test(url.pathname);
}

/**
 * Handles clicks and form submissions.
 * @returns a function that stops doing so
 */
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

/** The address of a GET form without its empty fields. Several values of a name are joined by commas. */
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

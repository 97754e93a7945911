/** SQL rows (by, approved, sent_back, priced): counts of each person's actions on listings since an instant. @param since SQL of the instant */
export const actionsByPerson = (
  since: string,
) => `(SELECT a.by, count(*) FILTER (WHERE a.what = 'listing.approve')::int AS approved,
    count(*) FILTER (WHERE a.what IN ('listing.reject', 'listing.return'))::int AS sent_back,
    count(*) FILTER (WHERE a.what IN ('listing.price', 'listing.undoPrice'))::int AS priced
  FROM platform_changes a WHERE a.at >= ${since} GROUP BY a.by)`;

interface WithOutsideIds {
  outsideIds: Array<{ system: string; id: string }>;
}

/** The outside ids of two that become one: where both have one of the same system, the first one's stays. */
export function mergedIds(into: WithOutsideIds, from: WithOutsideIds): WithOutsideIds['outsideIds'] {
  const systems = new Set(into.outsideIds.map(({ system }) => system.toLowerCase()));
  return [...into.outsideIds, ...from.outsideIds.filter(({ system }) => !systems.has(system.toLowerCase()))];
}

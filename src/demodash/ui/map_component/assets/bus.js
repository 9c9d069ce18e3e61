/** Links maps on one page: what one shows, its group hears. No server takes part. */

const groups = new Map();

export function join(group, listener) {
  if (!groups.has(group)) groups.set(group, new Set());
  groups.get(group).add(listener);
  return () => groups.get(group).delete(listener);
}

export function tell(group, from, event) {
  for (const listener of groups.get(group) ?? []) if (listener !== from) listener(event);
}

// What was typed in, the place whose address it holds out: a citation as the site's own button copies it, or a link.

/** @typedef {import("./search_ranking.mjs").Place} Place */

/**
 * The longest address that is there; a part of a page that the index does not list is still where it says.
 * @template {{place: Place}} T @param {string} typed @param {T[]} places @returns {T | undefined}
 */
export function addressed(typed, places) {
  if (!typed.includes("/#") && !typed.includes("://")) return undefined;
  const named = places.filter(({ place }) => place.location.includes("/") && after(typed, place.location) !== undefined);
  const [closest] = named.sort((one, other) => other.place.location.length - one.place.location.length);
  const part = closest && /^#[\w-]+/.exec(after(typed, closest.place.location) ?? "")?.[0];
  return part ? { ...closest, place: { ...closest.place, location: closest.place.location + part } } : closest;
}

/**
 * What follows an address that ends there.
 * @param {string} typed @param {string} location
 */
function after(typed, location) {
  const at = typed.lastIndexOf(location);
  const rest = typed.slice(at + location.length);
  return at < 0 || (location.includes("#") && /^[\w-]/.test(rest)) ? undefined : rest;
}

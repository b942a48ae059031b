type Mask = Map<string, Mask>;

/** Keeps what a `fields` parameter names: `files(id,owners/emailAddress),nextPageToken`, `sheets.properties`, `*`. */
export function withFields(value: unknown, fields: string): unknown {
  return filtered(value, parse(fields));
}

function filtered(value: unknown, mask: Mask): unknown {
  if (mask.size === 0 || mask.has('*')) return value;
  if (Array.isArray(value)) return value.map((item) => filtered(item, mask));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).flatMap(([name, inner]) => {
    const sub = mask.get(name);
    return sub === undefined ? [] : [[name, filtered(inner, sub)] as const];
  });
  return Object.fromEntries(kept);
}

/** Names nest by `.`, `/` or brackets, and stand side by side with commas. */
function parse(text: string): Mask {
  let at = 0;
  return list();

  function list(): Mask {
    const mask: Mask = new Map();
    while (at < text.length && text[at] !== ')') {
      path(mask);
      if (text[at] === ',') at += 1;
    }
    return mask;
  }

  function path(mask: Mask): void {
    const start = at;
    while (at < text.length && !/[.,/()]/.test(text[at]!)) at += 1;
    const name = text.slice(start, at).trim();
    const sub = mask.get(name) ?? new Map();
    mask.set(name, sub);
    if (text[at] === '.' || text[at] === '/') {
      at += 1;
      path(sub);
    } else if (text[at] === '(') {
      at += 1;
      for (const [inner, deeper] of list()) sub.set(inner, deeper);
      at += 1;
    } else if (at === start) at += 1;
  }
}

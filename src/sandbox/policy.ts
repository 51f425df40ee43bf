/** The one place of the security policies: of the page, of the sandbox's frame, and of the headers that go with both. */

/** What the page's policy depends on: hashes (`sha256-...`) of the scripts that stand in a document's own text. */
export interface PolicyOptions {
  /** Of the frame's boot script: a `srcdoc` frame inherits the page's policy, which therefore has to admit it. */
  readonly bootHash: string;
  /** Of scripts in `index.html` itself. Default none. */
  readonly inlineHashes?: readonly string[];
}

/**
 * The page's policy, as it stands in its `meta`. `'unsafe-inline'` for styles: without it Monaco draws one line.
 * `'wasm-unsafe-eval'` is for the database. Nothing is fetched from anywhere but the site itself.
 */
export function pagePolicy({ bootHash, inlineHashes = [] }: PolicyOptions): string {
  const hashes = [bootHash, ...inlineHashes].map((hash) => `'${hash}'`).join(' ');
  return [
    "default-src 'none'",
    `script-src 'self' ${hashes} 'wasm-unsafe-eval'`,
    "worker-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** The policy of the frame that programs run in; workers made from a blob inherit it. */
export function framePolicy(bootHash: string): string {
  return `default-src 'none'; script-src '${bootHash}'; worker-src blob:`;
}

/** Headers of one address or, ending in `*`, of all that begin so. */
export interface HeaderRule {
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/**
 * The documented headers. The policy is sent besides standing in the `meta`, since a `meta` reaches no worker that is
 * made from a URL, and `frame-ancestors` counts only here.
 */
export function headerRules(options: PolicyOptions): readonly HeaderRule[] {
  return [
    {
      path: '/*',
      headers: [
        ['Content-Security-Policy', `${pagePolicy(options)}; frame-ancestors 'none'`],
        ['X-Content-Type-Options', 'nosniff'],
        ['Referrer-Policy', 'no-referrer'],
        ['Cross-Origin-Opener-Policy', 'same-origin'],
      ],
    },
    // Named by their content: what such an address holds never changes.
    { path: '/assets/*', headers: [['Cache-Control', 'public, max-age=31536000, immutable']] },
  ];
}

/** The text of a `_headers` file, as static hosts read it. */
export function formatHeaders(rules: readonly HeaderRule[]): string {
  return rules
    .map(({ path, headers }) => [path, ...headers.map(([name, value]) => `  ${name}: ${value}`), ''].join('\n'))
    .join('\n');
}

/** Reads `_headers` text. A line that is neither an address nor a header throws, with its number. */
export function parseHeaders(source: string): readonly HeaderRule[] {
  const rules: { path: string; headers: [string, string][] }[] = [];
  for (const [index, line] of source.split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (line.startsWith('/')) {
      rules.push({ path: line.trim(), headers: [] });
      continue;
    }
    const header = /^\s+([A-Za-z-]+):\s*(.+)$/.exec(line);
    const rule = rules.at(-1);
    if (header === null || rule === undefined) throw new Error(`_headers:${index + 1}: not a header: ${line}`);
    rule.headers.push([header[1] ?? '', (header[2] ?? '').trim()]);
  }
  return rules;
}

/** The headers of an address (`/assets/x.js`): of all rules that match, the later one's where two name the same. */
export function headersFor(rules: readonly HeaderRule[], path: string): Readonly<Record<string, string>> {
  const matching = rules.filter((rule) =>
    rule.path.endsWith('*') ? path.startsWith(rule.path.slice(0, -1)) : path === rule.path,
  );
  return Object.fromEntries(matching.flatMap(({ headers }) => headers));
}

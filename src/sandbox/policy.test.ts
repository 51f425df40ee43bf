import { describe, expect, it } from 'vitest';
import { formatHeaders, framePolicy, headerRules, headersFor, pagePolicy, parseHeaders } from './policy';

const options = { bootHash: 'sha256-BOOT', inlineHashes: ['sha256-THEME'] };

describe('the policies', () => {
  it('admit no script but the site’s own files and the hashed ones', () => {
    const scripts = /script-src ([^;]*)/.exec(pagePolicy(options))?.[1];
    expect(scripts).toBe("'self' 'sha256-BOOT' 'sha256-THEME' 'wasm-unsafe-eval'");
  });

  it('begin with nothing and name no other host', () => {
    expect(pagePolicy(options)).toMatch(/^default-src 'none'; /);
    expect(pagePolicy(options)).not.toMatch(/https?:|\*|unsafe-eval'(?<!wasm-unsafe-eval')/);
  });

  it('leave a frame its boot script and workers from blobs', () => {
    expect(framePolicy('sha256-BOOT')).toBe("default-src 'none'; script-src 'sha256-BOOT'; worker-src blob:");
  });

  it('forbid framing by header alone: a meta cannot say it', () => {
    expect(pagePolicy(options)).not.toContain('frame-ancestors');
    expect(headersFor(headerRules(options), '/')['Content-Security-Policy']).toContain("frame-ancestors 'none'");
  });
});

describe('a _headers file', () => {
  it('reads back as it was written', () => {
    expect(parseHeaders(formatHeaders(headerRules(options)))).toEqual(headerRules(options));
  });

  it('keeps what is named by its content, and nothing else', () => {
    const rules = headerRules(options);
    expect(headersFor(rules, '/assets/index-a1b2.js')['Cache-Control']).toContain('immutable');
    expect(headersFor(rules, '/index.html')['Cache-Control']).toBeUndefined();
    expect(headersFor(rules, '/assets/index-a1b2.js')['Content-Security-Policy']).toBe(
      headersFor(rules, '/')['Content-Security-Policy'],
    );
  });

  it('is refused with the line that is no header', () => {
    expect(() => parseHeaders('/*\n  X-A: 1\nnonsense\n')).toThrow('_headers:3: not a header: nonsense');
  });
});

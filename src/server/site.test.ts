import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatHeaders, headerRules } from '../sandbox/policy';
import { listen, type Listening } from './listen';
import { loadSite } from './site';

let folder = '';
let server: Listening;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-site-'));
  const dist = join(folder, 'dist');
  await mkdir(join(dist, 'assets'), { recursive: true });
  await mkdir(join(dist, '.vite'));
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(dist, 'index.html'), '<!doctype html>');
  await writeFile(join(dist, 'assets/app-1a2b.js'), 'export {};');
  await writeFile(join(dist, '.vite/manifest.json'), '{}');
  await writeFile(join(dist, '_headers'), formatHeaders(headerRules({ bootHash: 'sha256-BOOT' })));
  server = await listen(await loadSite(dist, '/practice/drydock/'), { port: 0, strictPort: true });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** As `fetch`, but with the path exactly as it is written. */
function get(path: string, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ host: 'localhost', port: server.port, path, method }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    })
      .on('error', reject)
      .end();
  });
}

describe('a served site', () => {
  it('answers its page under its path, with the policy, to be asked for again', async () => {
    const { status, headers, body } = await get('/practice/drydock/?a=1');
    expect({ status, body }).toEqual({ status: 200, body: '<!doctype html>' });
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('no-cache');
    expect(headers['content-security-policy']).toContain("script-src 'self' 'sha256-BOOT'");
  });

  it('answers assets as scripts, under the policy too, to be kept for ever', async () => {
    const { status, headers } = await get('/practice/drydock/assets/app-1a2b.js');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(headers['cache-control']).toContain('immutable');
    expect(headers['content-security-policy']).toContain("worker-src 'self' blob:");
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('leads from its path without a slash to the one with', async () => {
    expect(await get('/practice/drydock')).toMatchObject({ status: 308, headers: { location: '/practice/drydock/' } });
  });

  it.each([
    '/',
    '/practice/drydock/absent.js',
    '/practice/drydock/../../secret.txt',
    '/practice/drydock/..%2f..%2fsecret.txt',
    '/practice/drydock/%2e%2e/%2e%2e/secret.txt',
    '/practice/drydock/..\\secret.txt',
    '/practice/drydock/assets/',
    '/practice/drydock/_headers',
    '/practice/drydock/.vite/manifest.json',
    '/practice/drydock//etc/passwd',
    '/practice/drydock/%00',
    '/practice/drydock/%zz',
  ])('has nothing at %s, and says where it is', async (path) => {
    const { status, headers, body } = await get(path);
    expect(status).toBe(404);
    expect(body).toContain('The site is at /practice/drydock/');
    expect(headers['content-security-policy']).toBeDefined();
  });

  it('answers the head alone, and no other method', async () => {
    expect(await get('/practice/drydock/', 'HEAD')).toMatchObject({ status: 200, body: '' });
    expect(await get('/practice/drydock/', 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });

  it('is refused, with what to do, where nothing was built', async () => {
    await expect(loadSite(folder, '/')).rejects.toThrow('Build it first: npm run build');
  });
});

describe('a port that is taken', () => {
  it('is an error where it was insisted on', async () => {
    const site = { handle: () => undefined };
    await expect(listen(site, { port: server.port, strictPort: true })).rejects.toThrow(
      `Port ${server.port} is taken. Choose another with --port`,
    );
  });

  it('is passed over otherwise', async () => {
    const other = await listen({ handle: () => undefined }, { port: server.port, strictPort: false });
    expect(other.port).toBeGreaterThan(server.port);
    await other.close();
  });
});

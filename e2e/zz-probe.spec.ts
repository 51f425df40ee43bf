import { test } from './tools/sandbox-page';
import { execSync } from 'node:child_process';
const CORRECT = 'export function createCounter(step: number) { let n = 0; return { next: () => (n += step) }; }';
test('probe', async ({ runs, page, bench, browser }) => {
  await page.goto(bench.url + '?silence=30000');
  await page.waitForFunction(() => 'fixture' in globalThis);
  await runs.source(CORRECT);
  const cdp = await browser.newBrowserCDPSession();
  console.log(
    JSON.stringify(((await cdp.send('Target.getTargets')) as any).targetInfos.map((t: any) => [t.type, t.url])),
  );
  console.log(JSON.stringify(((await cdp.send('SystemInfo.getProcessInfo')) as any).processInfo));
  console.log(
    execSync(
      "ps ax -o pid,args | grep -- --type=renderer | grep -v grep | tr ' ' '\\n' | grep -E 'feature|site|type=' | sort | uniq -c | cut -c1-1500",
    ).toString(),
  );
});

/** `npm run bench [page|kernel|compile|judge|case]…`: what the issues and DESIGN §9 state, measured in one run. Build first. */
import { benchCase, benchCompile, benchKernel } from './engine';
import { benchJudge } from './judge';
import { benchPage } from './page';
import { printFigures, type Figure } from './table';

const BENCHES: readonly (readonly [name: string, title: string, measure: () => Promise<readonly Figure[]>])[] = [
  ['page', 'The page, in Chromium', benchPage],
  ['kernel', 'The kernel beside its peers', benchKernel],
  ['compile', 'The compiler', () => Promise.resolve(benchCompile())],
  ['judge', 'All hidden checks of a rung, in Node', benchJudge],
  ['case', 'A judged case, and memory given back', () => Promise.resolve(benchCase())],
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((word) => !BENCHES.some(([name]) => name === word));
if (unknown.length > 0) {
  console.error(`There is no bench "${unknown[0]}". There are: ${BENCHES.map(([name]) => name).join(', ')}.`);
  process.exitCode = 64;
} else {
  for (const [name, title, measure] of BENCHES) {
    if (wanted.length === 0 || wanted.includes(name)) printFigures(title, await measure());
  }
}

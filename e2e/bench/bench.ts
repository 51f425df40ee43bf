/** `npm run bench`: what the issues and DESIGN §9 state as figures, measured in one run. Build first: `npm run build`. */
import { benchPage } from './page';
import { printFigures } from './table';

printFigures('The page, in Chromium', await benchPage());

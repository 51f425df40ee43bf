/** The formats of the stages that a case's author writes a file for: what `pack build` reads them by. */
import { format as api } from '../stages/api/format';
import { format as estimate } from '../stages/estimate/format';
import type { StageFormat } from './stage-format';

/** In no order; a stage's folder holds its format, and this list its name. */
export const STAGE_FORMATS: readonly StageFormat<unknown>[] = [api, estimate];

import { runSteps, STATIC_CHECKS } from './steps';

const { failed } = await runSteps(STATIC_CHECKS);
process.exitCode = failed === 0 ? 0 : 1;

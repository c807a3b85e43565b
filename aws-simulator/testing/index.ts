export { CloudAssemblies, readStack } from './cloud-assemblies';
export { jsonLog } from './function-log';
export type { LogLine } from './function-log';
export { killAt, listKillPoints } from './kill-points';

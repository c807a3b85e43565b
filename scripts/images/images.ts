import { drawDeployed } from './deployed';
import { drawFlow } from './flow';

/** The pictures in docs/images, by file name. */
export const IMAGES: Readonly<Record<string, () => string>> = {
  'deployed.svg': drawDeployed,
  'flow.svg': drawFlow,
};

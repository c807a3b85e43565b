import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Stands in for `@aws-sdk/credential-provider-node` in the bundle (see `--alias` in `.projenrc.ts`):
 * the SDK's default entry point looks there for `defaultProvider`.
 */
export const defaultProvider = fromEnv;

import { join } from 'node:path';
import { run } from './command';

/**
 * Installs Python packages into a new virtual environment.
 *
 * @param directory where it is to be; it must not exist yet
 * @param packages with their versions, such as `boto3==1.44.8`
 * @returns the path of a program in it
 */
export async function createVirtualEnvironment(directory: string, packages: readonly string[]): Promise<(program: string) => string> {
  await run('python3', ['-m', 'venv', directory], { cwd: '.' });
  const program = (name: string) => join(directory, 'bin', name);
  await run(program('pip'), ['install', '--quiet', '--disable-pip-version-check', ...packages], { cwd: '.' });
  return program;
}

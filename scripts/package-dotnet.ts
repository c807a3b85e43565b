import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withReadme } from './package-dotnet/project-file';
import { run } from './support/command';
import { inRepository } from './support/repository';

const README = 'README.md';

/** What NuGet takes. */
const PACKAGES = /\.s?nupkg$/;

/**
 * Packs for .NET as jsii-pacmak does (its sources, then one `dotnet build`), with the README in between. With
 * `--code-only` the sources themselves end up in dist, for which no .NET is needed.
 */
async function main(codeOnly: boolean): Promise<void> {
  const { jsii } = JSON.parse(readFileSync(inRepository('package.json'), 'utf8')) as { jsii: { targets: { dotnet: { packageId: string } } } };
  const packageId = jsii.targets.dotnet.packageId;
  const scratch = mkdtempSync(join(tmpdir(), 'package-dotnet-'));
  try {
    const bin = (name: string) => inRepository('node_modules', '.bin', name);
    await run(bin('jsii-pacmak'), ['--target', 'dotnet', '--code-only', '--outdir', scratch], { cwd: inRepository() });
    const directory = join(scratch, 'dotnet', packageId);
    writeFileSync(join(directory, README), await readmeInCSharp(bin('jsii-rosetta'), scratch));
    const project = join(directory, `${packageId}.csproj`);
    writeFileSync(project, withReadme(readFileSync(project, 'utf8'), README));

    const output = inRepository('dist', 'dotnet');
    rmSync(output, { recursive: true, force: true });
    mkdirSync(output, { recursive: true });
    if (codeOnly) return cpSync(directory, join(output, packageId), { recursive: true });
    await run('dotnet', ['build', '--force', '--configuration', 'Release'], { cwd: directory });
    const built = join(directory, 'bin', 'Release');
    for (const name of readdirSync(built).filter(file => PACKAGES.test(file))) copyFileSync(join(built, name), join(output, name));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** The README with its samples in C#, by the translations that `npx projen samples` leaves. */
async function readmeInCSharp(rosetta: string, scratch: string): Promise<string> {
  const assembly = join(scratch, 'assembly');
  mkdirSync(assembly);
  for (const file of ['package.json', '.jsii', README]) copyFileSync(inRepository(file), join(assembly, file));
  // The translator looks up the names of other libraries.
  symlinkSync(inRepository('node_modules'), join(assembly, 'node_modules'));
  await run(rosetta, ['transliterate', assembly, '--language', 'csharp', '--tablet', inRepository('.jsii.tabl.json')], { cwd: inRepository() });
  const { readme } = JSON.parse(readFileSync(join(assembly, '.jsii.csharp'), 'utf8')) as { readme: { markdown: string } };
  return readme.markdown;
}

main(process.argv.includes('--code-only')).catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

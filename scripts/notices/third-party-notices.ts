import { BundledPackage, bundledPackages } from './bundled-package';

const RULE = '-'.repeat(100);

const HEADING = `The function that this library deploys, assets/lambda/phone-number-associations/index.js, contains code of the packages
below. Each is followed by its copyright and its licence.`;

/** The notices of all packages that are in the handler's bundle. */
export function thirdPartyNotices(root: string): string {
  return render(bundledPackages(root));
}

/** One section for each licence text, with all packages that come under it. */
export function render(packages: readonly BundledPackage[]): string {
  const sections = new Map<string, BundledPackage[]>();
  for (const bundled of packages) {
    const text = bundled.texts.join(`\n\n${RULE}\n\n`);
    sections.set(text, [...sections.get(text) ?? [], bundled]);
  }
  const rendered = [...sections].map(([text, members]) => {
    const names = members.map(({ name, version, licence }) => `${name} ${version} (${licence})`);
    return [RULE, ...names, ...copyrights(text), RULE, '', text, ''].join('\n');
  });
  return [HEADING, '', ...rendered].join('\n');
}

/** Lines such as `Copyright 2019 Amazon.com, Inc.`, which a licence text hides far below. */
function copyrights(text: string): string[] {
  return text.split('\n').map(line => line.trim()).filter(line => /^copyright\b.*\d{4}/i.test(line));
}

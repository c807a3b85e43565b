/**
 * Adds a README to the generated project, which the page on NuGet shows. jsii-pacmak writes none for .NET.
 *
 * @throws if the project is not as jsii-pacmak wrote it
 */
export function withReadme(project: string, readme: string): string {
  const property = `    <PackageReadmeFile>${readme}</PackageReadmeFile>\n`;
  const item = `  <ItemGroup>\n    <None Include="${readme}" Pack="true" PackagePath="\\" />\n  </ItemGroup>\n`;
  return insertBefore(insertBefore(project, '  </PropertyGroup>', property), '  <ItemGroup>', item);
}

function insertBefore(text: string, marker: string, addition: string): string {
  const at = text.indexOf(marker);
  if (at === -1) throw new Error(`The generated project has no line "${marker.trim()}": jsii-pacmak writes another one now, so adapt scripts/package-dotnet`);
  return text.slice(0, at) + addition + text.slice(at);
}

import { withReadme } from '../../scripts/package-dotnet/project-file';

const PROJECT = `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <PackageId>Numbers</PackageId>
  </PropertyGroup>
  <ItemGroup>
    <EmbeddedResource Include="numbers.tgz" />
  </ItemGroup>
  <PropertyGroup>
    <NoWarn>0612</NoWarn>
  </PropertyGroup>
</Project>
`;

test('the project names its README, once, and packs it', () => {
  expect(withReadme(PROJECT, 'README.md')).toBe(`<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <PackageId>Numbers</PackageId>
    <PackageReadmeFile>README.md</PackageReadmeFile>
  </PropertyGroup>
  <ItemGroup>
    <None Include="README.md" Pack="true" PackagePath="\\" />
  </ItemGroup>
  <ItemGroup>
    <EmbeddedResource Include="numbers.tgz" />
  </ItemGroup>
  <PropertyGroup>
    <NoWarn>0612</NoWarn>
  </PropertyGroup>
</Project>
`);
});

test('another kind of project is refused, not packed without', () => {
  expect(() => withReadme('<Project />', 'README.md')).toThrow('The generated project has no line "</PropertyGroup>"');
});

import { Template } from './template';

/** The values of a template's parameters: those given, else the defaults; lists are split. */
export function parameterValues(template: Template, given: Readonly<Record<string, string>>): ReadonlyMap<string, unknown> {
  const declared = template.Parameters ?? {};
  const unknown = Object.keys(given).filter(name => !(name in declared));
  if (unknown.length > 0) throw new Error(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  return new Map(Object.entries(declared).map(([name, { Type, Default }]) => {
    const value = given[name] ?? Default;
    if (value === undefined) throw new Error(`Parameters: [${name}] must have values`);
    const isList = Type === 'CommaDelimitedList' || Type.startsWith('List<');
    return [name, isList ? String(value).split(',').map(item => item.trim()) : String(value)];
  }));
}

import { Properties, Template } from './template';

/** Where the values of references come from. */
export interface References {
  ref(logicalId: string): unknown;
  getAtt(logicalId: string, attribute: string): unknown;
  importValue(name: string): unknown;
}

/** Stands for `AWS::NoValue`: the property is left out. */
const NO_VALUE = Symbol('AWS::NoValue');

type Operand = readonly unknown[];
type Intrinsic = (argument: unknown) => unknown;

function split(path: string): [string, string] {
  const dot = path.indexOf('.');
  return [path.slice(0, dot), path.slice(dot + 1)];
}

/** Evaluates a template's intrinsic functions. One that is not known is an error. */
export class Intrinsics {
  private readonly functions: Readonly<Record<string, Intrinsic>> = {
    'Ref': name => (name === 'AWS::NoValue' ? NO_VALUE : this.references.ref(name as string)),
    'Fn::GetAtt': argument => this.references.getAtt(...(typeof argument === 'string' ? split(argument) : argument as [string, string])),
    'Fn::GetAZs': region => ['a', 'b', 'c'].map(zone => `${String(this.resolve(region) || this.references.ref('AWS::Region'))}${zone}`),
    'Fn::ImportValue': name => this.references.importValue(this.resolve(name) as string),
    'Fn::Join': argument => {
      const [separator, parts] = argument as [string, unknown];
      return (this.resolve(parts) as string[]).join(separator);
    },
    'Fn::Split': argument => {
      const [separator, text] = argument as [string, unknown];
      return (this.resolve(text) as string).split(separator);
    },
    'Fn::Select': argument => {
      const [index, values] = this.resolve(argument) as [string | number, unknown[]];
      if (!(Number(index) in values)) throw new Error(`Fn::Select: no element ${index} in a list of ${values.length}`);
      return values[Number(index)];
    },
    'Fn::Sub': argument => this.substitute(argument as string | [string, Properties]),
    'Fn::FindInMap': argument => {
      const [map, first, second] = this.resolve(argument) as [string, string, string];
      const value = this.template.Mappings?.[map]?.[first]?.[second];
      if (value === undefined) throw new Error(`Fn::FindInMap: mapping ${map} has no ${first}.${second}`);
      return value;
    },
    'Fn::If': argument => {
      const [name, whenTrue, whenFalse] = argument as [string, unknown, unknown];
      return this.resolveOrNone(this.condition(name) ? whenTrue : whenFalse);
    },
    'Condition': name => this.condition(name as string),
    'Fn::Equals': argument => {
      const [a, b] = this.resolve(argument) as Operand;
      return String(a) === String(b);
    },
    'Fn::Not': argument => !(this.resolve(argument) as Operand)[0],
    'Fn::And': argument => (this.resolve(argument) as Operand).every(Boolean),
    'Fn::Or': argument => (this.resolve(argument) as Operand).some(Boolean),
  };

  constructor(private readonly template: Template, private readonly references: References) {}

  public condition(name: string): boolean {
    const condition = this.template.Conditions?.[name];
    if (condition === undefined) throw new Error(`Condition ${name} is not in the template`);
    return Boolean(this.resolve(condition));
  }

  public resolve(value: unknown): unknown {
    const resolved = this.resolveOrNone(value);
    return resolved === NO_VALUE ? undefined : resolved;
  }

  private resolveOrNone(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(item => this.resolveOrNone(item)).filter(item => item !== NO_VALUE);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [[key, argument] = ['', undefined]] = entries;
    if (entries.length === 1 && (key === 'Ref' || key === 'Condition' || key.startsWith('Fn::'))) {
      // A policy statement has a key `Condition` too, but an object in it.
      if (key !== 'Condition' || typeof argument === 'string') return this.call(key, argument);
    }
    return Object.fromEntries(entries.map(([name, item]) => [name, this.resolveOrNone(item)]).filter(([, item]) => item !== NO_VALUE));
  }

  private call(name: string, argument: unknown): unknown {
    const intrinsic = this.functions[name];
    if (!intrinsic) throw new Error(`Intrinsic function ${name} is not known to the local CloudFormation. Known: ${Object.keys(this.functions).join(', ')}`);
    return intrinsic(argument);
  }

  private substitute(argument: string | [string, Properties]): string {
    const [text, variables] = typeof argument === 'string' ? [argument, {} as Properties] : argument;
    return text.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
      if (name.startsWith('!')) return `\${${name.slice(1)}}`;
      if (name in variables) return String(this.resolve(variables[name]));
      return String(name.includes('.') ? this.references.getAtt(...split(name)) : this.references.ref(name));
    });
  }
}

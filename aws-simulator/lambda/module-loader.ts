import { readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, isAbsolute } from 'node:path';
import { compileFunction } from 'node:vm';

type Scope = Readonly<Record<string, unknown>>;
type ModuleBody = (...parameters: unknown[]) => void;

// Compiling is what costs, and a compiled body takes its surroundings as parameters: it serves every sandbox.
const bodies = new Map<string, ModuleBody>();

/** `import()` in a module, which would otherwise load past this loader (and the SDK gets its `http` in this way). */
const IMPORT = 'simulatedImport';

function bodyOf(file: string, names: string[]): ModuleBody {
  const key = [file, ...names].join();
  const compile = () => compileFunction(readFileSync(file, 'utf8').replace(/\bimport\(/g, `${IMPORT}(`), names, { filename: file });
  const body = bodies.get(key) ?? compile() as ModuleBody;
  bodies.set(key, body);
  return body;
}

/** Loads CommonJS modules whose globals and built-in modules are ours. */
export class ModuleLoader {
  private readonly modules = new Map<string, { exports: unknown }>();

  /**
   * @param scope names that every module finds in place of the global ones
   * @param builtins modules of Node that are replaced, by their names without `node:`
   */
  constructor(private readonly scope: Scope, private readonly builtins: ReadonlyMap<string, unknown>) {}

  public load(file: string): unknown {
    const known = this.modules.get(file);
    if (known) return known.exports;
    const module: { exports: unknown } = { exports: {} };
    this.modules.set(file, module);
    if (file.endsWith('.json')) {
      module.exports = JSON.parse(readFileSync(file, 'utf8'));
    } else {
      const parameters = {
        ...this.scope,
        module,
        exports: module.exports,
        require: (request: string) => this.require(request, file),
        [IMPORT]: async (request: string) => this.namespace(request, file),
        __filename: file,
        __dirname: dirname(file),
      };
      bodyOf(file, Object.keys(parameters))(...Object.values(parameters));
    }
    return module.exports;
  }

  private namespace(request: string, from: string): object {
    const exports = this.require(request, from) as object;
    return { ...exports, default: exports };
  }

  private require(request: string, from: string): unknown {
    if (isBuiltin(request)) return this.builtins.get(request.replace(/^node:/, '')) ?? createRequire(__filename)(request);
    // What is not in the asset is in the runtime: this repository's own dependencies play that part.
    const ownFile = request.startsWith('.') || isAbsolute(request) || from.includes('/node_modules/');
    return this.load(createRequire(ownFile ? from : __filename).resolve(request));
  }
}

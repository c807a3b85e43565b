import { ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** How long a server may take until it answers. */
const START_MILLIS = 120_000;

/** A server in a process of its own, which listens on 127.0.0.1 alone. */
export class Server {
  /** Starts it, and waits until it answers. What it prints goes to the file `log`. */
  public static async start(command: string, args: readonly string[], env: NodeJS.ProcessEnv, port: number, log: string): Promise<Server> {
    const output = openSync(log, 'w');
    const server = new Server(spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', output, output] }));
    for (const end = Date.now() + START_MILLIS; Date.now() < end && server.process.exitCode === null; await setTimeout(200)) {
      if (await answers(port)) return server;
    }
    server.close();
    throw new Error(`${command} does not answer on port ${port}: see ${log}`);
  }

  private constructor(private readonly process: ChildProcess) {}

  public close(): void {
    this.process.kill();
  }
}

/** A port that nothing listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => typeof address === 'object' && address ? resolve(address.port) : reject(new Error('There is no free port')));
    });
  });
}

async function answers(port: number): Promise<boolean> {
  try {
    await fetch(`http://127.0.0.1:${port}/`);
    return true;
  } catch {
    return false;
  }
}

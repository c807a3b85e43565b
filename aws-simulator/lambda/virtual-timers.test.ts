import { Simulation } from '../simulation';
import { VirtualTimers } from './virtual-timers';

function setUp() {
  const simulation = new Simulation({ seed: 1 });
  return { simulation, timers: new VirtualTimers(() => simulation) };
}

describe('VirtualTimers', () => {
  test('sleep resolves to its value after virtual time', async () => {
    const { simulation, timers } = setUp();
    await expect(simulation.run('sleep', () => timers.sleep(90_000, 'value'))).resolves.toBe('value');
    expect(simulation.now()).toBe(90_000);
  });

  test.each([true, false])('an aborted sleep rejects as that of Node does (aborted before it starts: %s)', async before => {
    const { simulation, timers } = setUp();
    const abort = new AbortController();
    if (before) abort.abort('cause');
    const sleep = simulation.run('sleep', () => timers.sleep(90_000, undefined, { ref: false, signal: abort.signal }));
    abort.abort('cause');
    await expect(sleep).rejects.toMatchObject({ name: 'AbortError', code: 'ABORT_ERR', cause: 'cause' });
    expect(simulation.now()).toBe(0);
  });

  test('a timer that was cleared, or that belongs to what was stopped, does not fire', async () => {
    const { simulation, timers } = setUp();
    const fired: string[] = [];
    timers.clear(timers.set(() => fired.push('cleared'), 10));
    timers.set(text => fired.push(String(text)), 20, 'kept');
    await simulation.run('wait', () => simulation.sleep(50));
    timers.set(() => fired.push('stopped'), 10);
    timers.stop();
    timers.set(() => fired.push('set after stop'), 10);
    await simulation.run('wait', () => simulation.sleep(50));
    expect(fired).toEqual(['kept']);
  });
});

import { Simulation } from './simulation';

/** Three clients, each with three requests to one server; returns the order in which they were served. */
async function servedOrder(seed: number, arrivalOrder: readonly number[] = [0, 1, 2]): Promise<string> {
  const simulation = new Simulation({ seed });
  const served: string[] = [];
  const client = async (name: string, transfers = [simulation.transfer()]) => {
    for (let i = 0; i < 3; i++) {
      const transfer = transfers.shift() ?? simulation.transfer();
      await transfer.arrive(30);
      served.push(name);
      transfer.answer();
      transfer.close();
    }
  };
  const first = ['a', 'b', 'c'].map(name => ({ name, transfer: simulation.transfer() }));
  await simulation.run('clients', async () => {
    await Promise.all(arrivalOrder.map(i => client(first[i].name, [first[i].transfer])));
  });
  return served.join('');
}

describe('Simulation', () => {
  test('sleeps take virtual time only, and wake in order of time', async () => {
    const simulation = new Simulation({ seed: 1 });
    const woken: string[] = [];
    await simulation.run('sleepers', async () => {
      await Promise.all([3_600_000, 1_000, 60_000].map(async ms => {
        await simulation.sleep(ms);
        woken.push(`${ms} at ${simulation.now()}`);
      }));
    });
    expect(woken).toEqual(['1000 at 1000', '60000 at 60000', '3600000 at 3600000']);
  });

  test('a cancelled timer does not fire', async () => {
    const simulation = new Simulation({ seed: 1 });
    const fired: string[] = [];
    const cancel = simulation.schedule(5, () => fired.push('cancelled'));
    simulation.schedule(5, () => fired.push('kept'));
    cancel();
    await simulation.run('wait', () => simulation.sleep(10));
    expect(fired).toEqual(['kept']);
  });

  test('the same seed serves requests in the same order', async () => {
    expect(await servedOrder(7)).toBe(await servedOrder(7));
  });

  test('different seeds serve requests in different orders', async () => {
    const orders = new Set<string>();
    for (let seed = 0; seed < 10; seed++) orders.add(await servedOrder(seed));
    expect(orders.size).toBeGreaterThan(5);
  });

  test('without spread a request takes exactly its latency', async () => {
    const simulation = new Simulation({ seed: 1, spread: 1 });
    await simulation.run('request', () => simulation.transfer().arrive(30));
    expect(simulation.now()).toBe(30);
  });

  test('the clock stands still while an answer travels', async () => {
    // GIVEN
    const simulation = new Simulation({ seed: 1, spread: 1 });
    const fired: number[] = [];
    simulation.schedule(31, () => fired.push(simulation.now()));
    // WHEN
    await simulation.run('request', async () => {
      const transfer = simulation.transfer();
      await transfer.arrive(30);
      transfer.answer();
      for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
      // THEN
      expect(fired).toEqual([]);
      transfer.close();
      await simulation.sleep(2);
    });
    expect(fired).toEqual([31]);
  });

  test('is an error instead of a wait for ever when nothing can happen any more', async () => {
    const simulation = new Simulation({ seed: 1 });
    await expect(simulation.run('a hanging request', () => new Promise(() => undefined))).rejects.toThrow(/stuck at 0 ms: nothing can wake a hanging request/);
  });

  test('what throws at its time ends all that waits', async () => {
    const simulation = new Simulation({ seed: 1 });
    simulation.schedule(10, () => { throw new Error('a hand that slipped'); });
    await expect(simulation.run('sleep', () => simulation.sleep(20))).rejects.toThrow('a hand that slipped');
  });

  test('drain waits for work that nobody waits for', async () => {
    const simulation = new Simulation({ seed: 1 });
    const done: number[] = [];
    await simulation.run('short', async () => { void simulation.sleep(500).then(() => done.push(simulation.now())); });
    expect(done).toEqual([]);
    await simulation.drain();
    expect(done).toEqual([500]);
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, openHouse } from './harness/house.ts';
import { runScenario } from './harness/run-scenario.ts';
import { scenarios } from './scenarios/index.ts';

// A short run of every scenario from one fixed seed; `npm run chaos` runs them whole, from new seeds, on both queues. The queues take
// turns here.

// biome-ignore lint/style/noProcessEnv: how a seed that failed is tried again; and where redis-server is looked for.
const { CHAOS_SEED, PATH = '' } = process.env;
const seed = CHAOS_SEED === undefined ? 20_261_122 : Number(CHAOS_SEED);

let house: House;
beforeAll(async () => {
  house = await openHouse(PATH);
});
afterAll(() => house.close());

it.each(scenarios.map((scenario, at) => ({ name: scenario.name, scenario, at })))(
  `$name (CHAOS_SEED=${seed})`,
  async ({ scenario, at }) => {
    const turn = scenario.queues[at % scenario.queues.length]!;
    if (turn === 'redis' && house.redis === undefined && !scenario.queues.includes('postgres')) return;
    const queue = house.redis === undefined ? 'postgres' : turn;
    const outcome = await runScenario(scenario, { house, queue, seed, scale: 0 });
    expect(outcome.breaches, `CHAOS_SEED=${seed}; the processes printed last:\n${house.tail(20)}`).toEqual([]);
  },
  240_000,
);

/**
 * Asks all contestants, measure by measure, in interleaved rounds, so that whatever else the machine does, or however
 * warm it gets, affects all of them alike.
 */

import type { Entrant } from './contestants.ts';
import { limitSeconds, type Measure, questionOf } from './measures.ts';
import type { Answer } from './messages.ts';
import { type Participant, startParticipant } from './participant.ts';
import { createRests, type Rests } from './rest.ts';

export type Plan = {
  readonly measures: readonly Measure[];
  readonly entrants: readonly Entrant[];
  readonly rounds: number;
  /** Shortest duration of each answer. */
  readonly seconds: number;
  /** Shortest warm-up before the first answer about a network. */
  readonly warmUp: number;
};

export type Contestant = { readonly name: string; readonly title: string; readonly unavailable: string | null };

export type Result = {
  readonly measure: Measure;
  /** The contestant's name. */
  readonly name: string;
  /** One per round; empty where there is a reason. */
  readonly values: readonly number[];
  readonly unavailable: string | null;
};

export type Outcome = {
  readonly contestants: readonly Contestant[];
  readonly results: readonly Result[];
  /** Share of the processor that other programs kept busy while no contestant computed, 0 to 1. */
  readonly busyShare: number;
};

type Seat = { readonly entrant: Entrant; readonly participant: Participant };

/**
 * @param say reports progress
 * @throws the signal's reason once it is aborted; no process outlives this function
 */
export async function runRounds(plan: Plan, say: (line: string) => void, signal: AbortSignal): Promise<Outcome> {
  const done = new AbortController();
  const lifetime = AbortSignal.any([signal, done.signal]);
  try {
    const seats: Seat[] = [];
    for (const entrant of plan.entrants) {
      say(`Starting ${entrant.title}`);
      seats.push({ entrant, participant: await start(entrant, lifetime) });
      signal.throwIfAborted();
    }
    const rests = createRests();
    const results: Result[] = [];
    for (const [index, measure] of plan.measures.entries()) {
      say(`${index + 1} of ${plan.measures.length}: ${measure.title}`);
      const seated = seats.filter(({ entrant }) => measure.among?.includes(entrant.name) ?? true);
      results.push(...(await measureAll(measure, plan, seated, rests, lifetime, signal)));
    }
    return { contestants: seats.map(contestantAt), results, busyShare: rests.busyShare() };
  } finally {
    done.abort();
  }
}

/** A contestant that cannot be started answers with the reason. */
async function start({ launch }: Entrant, lifetime: AbortSignal): Promise<Participant> {
  if (typeof launch !== 'string') return startParticipant(launch, lifetime);
  const refusal = { unavailable: launch };
  return { greeting: refusal, ask: () => Promise.resolve(refusal), end: () => undefined };
}

async function measureAll(
  measure: Measure,
  { rounds, seconds, warmUp }: Plan,
  seats: readonly Seat[],
  { rest }: Rests,
  lifetime: AbortSignal,
  signal: AbortSignal,
): Promise<Result[]> {
  const tallies = seats.map((seat) => ({ seat, values: [] as number[], unavailable: null as string | null }));

  async function answerFrom({ entrant, participant }: Seat, round: number): Promise<Answer> {
    const question = questionOf(measure, seconds, warmUp, round);
    if (!measure.fresh || 'unavailable' in participant.greeting) {
      return participant.ask(question, limitSeconds(measure));
    }
    const own = await start(entrant, lifetime);
    const answer = await own.ask(question, limitSeconds(measure));
    own.end();
    return answer;
  }

  for (let round = 0; round < Math.min(rounds, measure.mostRounds); round++) {
    // Back and forth, so that none always follows the same other one.
    for (const tally of round % 2 === 0 ? tallies : tallies.toReversed()) {
      if (tally.unavailable !== null) continue;
      const answer = await answerFrom(tally.seat, round);
      signal.throwIfAborted();
      if ('value' in answer) tally.values.push(answer.value);
      else tally.unavailable = answer.unavailable;
      await rest();
    }
  }
  return tallies.map(({ seat, values, unavailable }) => ({
    ...{ measure, name: seat.entrant.name, values: unavailable === null ? values : [], unavailable },
  }));
}

function contestantAt({ entrant: { name, title }, participant: { greeting } }: Seat): Contestant {
  return 'title' in greeting
    ? { name, title: greeting.title, unavailable: null }
    : { name, title, unavailable: greeting.unavailable };
}

/**
 * Entry of a contestant on Node: greets, then answers the questions on standard input, one JSON line each, until it is
 * closed. Its argument is an {@link Order} as JSON.
 */

import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { loadMnist } from '../../engine/data/mnist.ts';
import { messageOf } from '../../domain/errors.ts';
import { createAnswerer } from './contestants/answer.ts';
import type { Contestant } from './contestants/contestant.ts';
import { type Answer, type Greeting, type Order, orderSchema, questionSchema } from './messages.ts';

function say(message: Greeting | Answer): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

function refuse(error: unknown): void {
  say({ unavailable: messageOf(error) });
}

/** Loads only this contestant's library. */
async function load(order: Order): Promise<Contestant> {
  switch (order.contestant) {
    case 'gatescope':
      return (await import('./contestants/gatescope.ts')).createContestant(order);
    case 'tfjs-wasm':
    case 'tfjs-cpu':
      return (await import('./contestants/tfjs.ts')).createContestant(order);
    case 'jax':
      return (await import('./contestants/jax.ts')).createContestant();
    default:
      return order.contestant satisfies never;
  }
}

async function takePart(order: Order): Promise<void> {
  const contestant = await load(order);
  const answer = createAnswerer(contestant, await loadMnist(order.dataDirectory));
  say({ title: contestant.title });
  for await (const line of createInterface(process.stdin)) {
    await answer(v.parse(questionSchema, JSON.parse(line))).then((value) => {
      say({ value });
    }, refuse);
  }
}

await takePart(v.parse(orderSchema, JSON.parse(process.argv[2]))).catch(refuse);

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AnswerMemory } from '../../server/answering/answer-memory.js';
import type { SearchQuestion } from '../../server/answering/questions.js';
import type { SearchAnswer } from '../../server/requests/index.js';

const asked: SearchQuestion = {
  ...{ words: 'red dress', filters: [], facets: [], alternatives: [], sort: 'relevance', limit: 24, offset: 0 },
};

function answer(total: number): SearchAnswer {
  return {
    ...{
      hits: [],
      related: [],
      understood: [],
      ignored: [],
      total,
      facets: [],
      alternatives: [],
      corrections: [],
      didYouMean: [],
      confident: true,
      milliseconds: 3,
    },
    ...{ model: null, engine: null, warnings: [] },
  };
}

test('the same question in the same state of the catalog is asked once, and tells its own time', async () => {
  const memory = new AnswerMemory();
  let times = 0;
  const ask = (): Promise<SearchAnswer> => Promise.resolve(answer(++times));
  const first = await memory.remembered(asked, 1, ask);
  const again = await memory.remembered({ ...asked }, 1, ask);
  assert.deepEqual(JSON.parse(first), answer(1));
  const { milliseconds, ...rest } = JSON.parse(again) as SearchAnswer;
  assert.deepEqual({ ...rest, milliseconds: 3 }, answer(1));
  assert.ok(milliseconds >= 0 && milliseconds < 3);
  assert.equal(times, 1);
});

test('another question, and any change of the catalog, is asked anew', async () => {
  const memory = new AnswerMemory();
  let times = 0;
  const total = async (question: SearchQuestion, version: number): Promise<number> => {
    const text = await memory.remembered(question, version, () => Promise.resolve(answer(++times)));
    return (JSON.parse(text) as SearchAnswer).total;
  };
  assert.equal(await total(asked, 1), 1);
  assert.equal(await total({ ...asked, offset: 24 }, 1), 2);
  assert.equal(await total(asked, 2), 3);
  assert.equal(await total(asked, 2), 3);
});

test('an answer that was made while the catalog changed is not kept for the new state', async () => {
  const memory = new AnswerMemory();
  let give: (found: SearchAnswer) => void = () => undefined;
  const slow = memory.remembered(asked, 1, () => new Promise((resolve) => (give = resolve)));
  await memory.remembered({ ...asked, words: 'other' }, 2, () => Promise.resolve(answer(5)));
  give(answer(1));
  await slow;
  const text = await memory.remembered(asked, 2, () => Promise.resolve(answer(2)));
  assert.equal((JSON.parse(text) as SearchAnswer).total, 2);
});

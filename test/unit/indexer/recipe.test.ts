import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BadRecipeError } from '../../../src/errors.js';
import { NAMED_RECIPES, parseRecipe } from '../../../indexer/recipe.js';

test('an empty recipe is the default one, and every named recipe is sound', () => {
  const recipe = parseRecipe({});
  assert.equal(recipe.encoder.image, 'residual');
  assert.equal(recipe.encoder.embeddingSize, 128);
  assert.equal(recipe.text.dimensions, 100);
  for (const [name, input] of Object.entries(NAMED_RECIPES)) assert.equal(parseRecipe(input, name).version, 1);
});

test('a recipe that was filled in once stays the same', () => {
  const recipe = parseRecipe({ seed: 3, encoder: { epochs: 2 } });
  assert.deepEqual(parseRecipe(recipe), recipe);
});

const fails = (input: unknown, field: string, remedy: RegExp): void => {
  assert.throws(
    () => parseRecipe(input, 'vitrine.json'),
    (error) => {
      assert.ok(error instanceof BadRecipeError);
      assert.equal(error.place.file, 'vitrine.json');
      assert.equal(error.place.field, field);
      assert.match(error.message, remedy);
      return true;
    },
  );
};

test('an unknown key is refused with the nearest known one', () => {
  fails({ encoder: { epoch: 3 } }, 'encoder.epoch', /did you mean 'epochs'/);
  fails({ encoder: { losses: { infonce: 1 } } }, 'encoder.losses.infonce', /did you mean 'infoNce'/);
  fails({ encodre: {} }, 'encodre', /did you mean 'encoder'/);
  fails({ xyzzy: 1 }, 'xyzzy', /known keys: version, seed/);
});

test('values out of range are refused by name', () => {
  fails({ encoder: { photoSize: 50 } }, 'encoder.photoSize', /multiple of 16/);
  fails({ encoder: { batchSize: 100, shards: 3 } }, 'encoder.batchSize', /multiple of shards/);
  fails({ encoder: { losses: { infoNce: 0 } } }, 'encoder.losses', /photos and texts never meet/);
  fails({ version: 2 }, 'version', /1/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read, SHOP, table } from './reading-table.js';

test('a bound before a number is a price', () => {
  table({
    'shoes under 1500': 'price<1500 ~ shoes',
    'Shoes UNDER 1500': 'price<1500 ~ Shoes',
    'below $50 dress': 'price<50 ~ dress',
    'dress less than 50': 'price<50 ~ dress',
    'dress cheaper than 50': 'price<50 ~ dress',
    'dress up to 50': 'price<=50 ~ dress',
    'dress upto 50': 'price<=50 ~ dress',
    'dress no more than 50': 'price<=50 ~ dress',
    'dress not over 50': 'price<=50 ~ dress',
    'dress at most 50 euros': 'price<=50 ~ dress',
    'dress max 50': 'price<=50 ~ dress',
    'dress max. 50 €': 'price<=50 ~ dress',
    'max €50 clutch': 'price<=50 ~ clutch',
    'watch over 100': 'price>100 ~ watch',
    'watch above $100': 'price>100 ~ watch',
    'watch more than 100': 'price>100 ~ watch',
    'watch at least 100': 'price>=100 ~ watch',
    'watch starting at 100': 'price>=100 ~ watch',
    'shoes from 40': 'price>=40 ~ shoes',
    'watch < 50': 'price<50 ~ watch',
    'watch <= 50': 'price<=50 ~ watch',
    'watch >40': 'price>40 ~ watch',
    'under 1500': 'price<1500 ~',
    'over 40 under 60': 'price>40; price<60 ~',
    'shoes for under 50': 'price<50 ~ shoes for',
    'shoes under a 1000': 'price<1000 ~ shoes',
    'shoes under fifty euros': 'price<50 ~ shoes',
    'shoes less then 50': 'price<50 ~ shoes',
    'shoes within 50': 'price<=50 ~ shoes',
    'shoes under a hundred': 'price<100 ~ shoes',
  });
});

test('a bound behind a number is a price', () => {
  table({
    'clutch 50 or less': 'price<=50 ~ clutch',
    'clutch $50 and under': 'price<=50 ~ clutch',
    'clutch 50 euros max': 'price<=50 ~ clutch',
    'clutch €40 or more': 'price>=40 ~ clutch',
    'version 10.4 or higher': ' ~ version 10.4 or higher',
    'clutch $40 and up': 'price>=40 ~ clutch',
    'clutch €40+': 'price>=40 ~ clutch',
    'spf 50+ lotion': ' ~ spf 50+ lotion',
    'lego 6 and up': ' ~ lego 6 and up',
  });
});

test('two numbers are a range of prices where the words or a currency say so', () => {
  table({
    'bag between 20 and 60': 'price>=20<=60 ~ bag',
    'bag between 20 to 60': 'price>=20<=60 ~ bag',
    'bag between 60 and 20': 'price>=20<=60 ~ bag',
    'bag between €20 and €60': 'price>=20<=60 ~ bag',
    'bag 20-60 euro': 'price>=20<=60 ~ bag',
    'bag 20 - 60 €': 'price>=20<=60 ~ bag',
    'bag $20-$60': 'price>=20<=60 ~ bag',
    'bag 20 to 60 dollars': 'price>=20<=60 ~ bag',
    'bag from 20 to 60 euro': 'price>=20<=60 ~ bag',
    'dresses from 20 to 60': 'price>=20<=60 ~ dresses',
    'bag price 20-60': 'price>=20<=60 ~ bag',
    'phone 5-40k euro': 'price>=5000<=40000 ~ phone',
    'age 20-60': ' ~ age 20-60',
    'bag 20-60': ' ~ bag 20-60',
    'bag from 20 to 60': ' ~ bag from 20 to 60',
    'between the sheets': ' ~ between the sheets',
    'tv between 40 and 50 inch': ' ~ tv between 40 and 50 inch',
  });
});

test('an amount of money alone is a price of about that', () => {
  table({
    'bag €50': 'price>=40<=60 ~ bag',
    'bag 50€': 'price>=40<=60 ~ bag',
    'bag 50 eur': 'price>=40<=60 ~ bag',
    'bag eur 50': 'price>=40<=60 ~ bag',
    '$50 bag': 'price>=40<=60 ~ bag',
    'bag US$50': 'price>=40<=60 ~ bag',
    'bag for 50 bucks': 'price>=40<=60 ~ bag for',
    'bag 50,-': 'price>=40<=60 ~ bag',
    'bag 1500/-': 'price>=1200<=1800 ~ bag',
    'bag price 50': 'price>=40<=60 ~ bag',
    'bag around 50 euro': 'price>=40<=60 ~ bag',
    'shoes around 50': 'price>=40<=60 ~ shoes',
    'bag budget 50': 'price<=50 ~ bag',
    'bag with a budget of 50': 'price<=50 ~ bag with a',
    'bag max price 50': 'price<=50 ~ bag',
    'bag price under 50': 'price<50 ~ bag',
    'bag price: 50': 'price>=40<=60 ~ bag',
  });
});

test('numbers are read as people of many countries write them', () => {
  table({
    'laptop under 1.500': 'price<1500 ~ laptop',
    'laptop under 1,500': 'price<1500 ~ laptop',
    'laptop under 1.500,50': 'price<1500.5 ~ laptop',
    'laptop under 1,500.50': 'price<1500.5 ~ laptop',
    "laptop under 1'500": 'price<1500 ~ laptop',
    'laptop under 1 500 €': 'price<1500 ~ laptop',
    'laptop under 1,50,000': 'price<150000 ~ laptop',
    'laptop under 19,99': 'price<19.99 ~ laptop',
    'laptop under 19.9': 'price<19.9 ~ laptop',
    'laptop under 2k': 'price<2000 ~ laptop',
    'laptop under 1.5k': 'price<1500 ~ laptop',
    'laptop under ５０': 'price<50 ~ laptop',
    'kleid unter 50 euro': 'price<50 ~ kleid',
    'kleid bis 50 €': 'price<=50 ~ kleid',
    'robe moins de 50 euros': 'price<50 ~ robe',
    'vestido menos de 50': 'price<50 ~ vestido',
    'vestito sotto i 50 euro': 'price<=50 ~ vestito',
    'zwischen 20 und 60 euro': 'price>=20<=60 ~',
  });
});

test('a number that is no price stays a word', () => {
  for (const text of [
    '501 jeans',
    'levis 501 under jacket',
    '3 piece suit',
    '4k tv',
    'under armour',
    'under armour 50',
    'over the knee boots',
    'below knee skirt',
    'under eye cream',
    'over ear headphones',
    'over one shoulder bag',
    'air max 90',
    'nike air max 270',
    'galaxy max 5',
    'iphone 13 pro max 256',
    'max factor lipstick',
    'tv under 50 inch',
    'tv over 40"',
    'tv up to 50 in',
    'battery over 100 mah',
    'battery over 100mah',
    'under 2 kg',
    'less than 50 calories',
    'sale up to 50% off',
    'sale up to 50 off',
    '$10 off',
    'women over 50',
    'multivitamin women over 50',
    'toys for kids under 5',
    'shirt from 1990',
    'weight under 50',
    'screen size under 60',
    '50 cent cd',
    'euro 2024 ball',
    'dollar tree',
    'mp3 player',
    'rs 200 pulsar',
    '1/2 inch pipe',
    'ratio 16:9',
    'up to 100x zoom',
    'max 50x70 poster',
    '$25 gift card',
    'price tag',
    '-20 sleeping bag',
    'over 50-inch tv',
    'under 12-pack',
    'collar for dogs over 16-30lbs',
    'cord 1->2',
    'notebook 10sek black',
    'mixer KES0503SR',
    'my boyfriend bites',
    'over 25 users',
    '0 zł',
  ]) {
    assert.equal(read(text), ` ~ ${text}`, text);
  }
});

test("'in' behind a number is an inch, unless a colour or a size follows", () => {
  table({ 'shoes under 50 in black': 'price<50 ~ shoes in black', 'tv under 50 in': ' ~ tv under 50 in' });
});

test('a pound is money where prices are in pounds, and a weight elsewhere', () => {
  assert.equal(read('dumbbell under 20 pounds'), ' ~ dumbbell under 20 pounds');
  assert.equal(read('lamp under 20 pounds', [], { ...SHOP, currency: 'GBP' }), 'price<20 ~ lamp');
  assert.equal(read('lamp under rs 50', [], { ...SHOP, currency: undefined }), 'price<50 ~ lamp');
  assert.equal(read('lamp under 50rs', [], { ...SHOP, currency: undefined }), 'price<50 ~ lamp');
  assert.equal(read('rs 200 pulsar', [], { ...SHOP, currency: undefined }), ' ~ rs 200 pulsar');
  assert.equal(read('shirt rs. 500', [], { ...SHOP, currency: 'INR', prices: [450] }), 'price>=400<=600 ~ shirt');
});

test('cheap and expensive are levels of the prices', () => {
  table({
    'cheap red shoes': 'low ~ red shoes',
    'inexpensive bag': 'low ~ bag',
    'low cost bag': 'low ~ bag',
    'not too expensive bag': 'low ~ bag',
    'affordable bag': 'low ~ bag',
    'expensive watch': 'high ~ watch',
    'costly watch': 'high ~ watch',
    'budget watch': 'low ~ watch',
    'cheap monday jeans': ' ~ cheap monday jeans',
  });
  assert.equal(read('cheap trick dvd', [], { ...SHOP, titles: ['Cheap Trick live'] }), ' ~ cheap trick dvd');
  assert.equal(read('budget planner', [], { ...SHOP, titles: ['Budget planner'] }), ' ~ budget planner');
  const titles = ['Cheap shoes', 'Cheap bag', 'Cheap hats'];
  assert.equal(read('cheap shoes', [], { ...SHOP, titles }), 'low ~ shoes');
});

test('a price that no product has is left out and told', () => {
  assert.equal(read('shoes under 50', [], { ...SHOP, prices: [] }), '(no prices) ~ shoes');
  assert.equal(read('cheap shoes', [], { ...SHOP, prices: [] }), '(no prices) ~ shoes');
  assert.equal(read('shoes under 2'), '(no such price) ~ shoes');
});

test('a number that titles count things by is no price', () => {
  const titles = ['Torch with 100 lights'];
  assert.equal(read('torch over 100 lights', [], { ...SHOP, titles }), ' ~ torch over 100 lights');
  assert.equal(read('torch over 40 lights', [], { ...SHOP, titles }), 'price>40 ~ torch lights');
});

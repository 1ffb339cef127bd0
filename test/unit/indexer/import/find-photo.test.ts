import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, unlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openPhotoFolder, photoNamed, type FoundPhoto } from '../../../../indexer/import/find-photo.js';
import { temporaryFolder, writeBelow } from '../../../pipeline/import-fixture.js';

const isPosix = process.platform !== 'win32';

/** A folder `shop/photos` with files of these names, and how a path into it is answered. */
function folderOf(t: TestContext, names: readonly string[], { at = 'shop/photos' } = {}) {
  const root = temporaryFolder(t);
  const folder = join(root, at);
  mkdirSync(folder, { recursive: true });
  for (const name of names) writeBelow(folder, name, name);
  const photos = openPhotoFolder(folder);
  const shown = (found: FoundPhoto): string => {
    if (found.kind === 'file') return relative(folder, found.file);
    return found.kind === 'web' ? found.url : `${found.kind}: ${found.reason}`;
  };
  return {
    root,
    folder,
    find: (source: string) => shown(photos.find(source)),
    found: (source: string) => photos.find(source),
  };
}

test('a photo is found by its path, however the path is written', { skip: !isPosix }, (t) => {
  const { folder, find } = folderOf(t, ['a.jpg', 'sub/b c.jpg', '100%.jpg']);
  for (const source of [
    'a.jpg',
    './a.jpg',
    '/a.jpg',
    'a.jpg?v=12',
    'a.jpg#top',
    'sub/../a.jpg',
    join(folder, 'a.jpg'),
  ]) {
    assert.equal(find(source), 'a.jpg', source);
  }
  for (const source of [
    'sub\\b c.jpg',
    'sub/b%20c.jpg',
    '.\\sub\\b c.jpg',
    '/sub/b%20c.jpg?width=100',
    'sub//b c.jpg',
  ]) {
    assert.equal(find(source), 'sub/b c.jpg', source);
  }
  assert.equal(find('100%.jpg'), '100%.jpg');
});

test('a file whose name looks like another spelling is found as it stands', { skip: !isPosix }, (t) => {
  const { find } = folderOf(t, ['a%20b.jpg', 'a b.jpg', 'c?v=1.jpg', 'c', 'd\\e.jpg', 'd/e.jpg', 'A.JPG', 'a.jpg']);
  for (const name of ['a%20b.jpg', 'a b.jpg', 'c?v=1.jpg', 'd\\e.jpg', 'A.JPG', 'a.jpg'])
    assert.equal(find(name), name);
});

test('case and composition of letters do not hide a photo', { skip: process.platform !== 'linux' }, (t) => {
  const composed = 'caf\u00e9.jpg';
  const { find } = folderOf(t, ['Images/Red Dress.JPG', `x/${composed}`, 'y/cafe\u0301.jpg', 'z/\u00c5.png']);
  assert.equal(find('images/red dress.jpg'), 'Images/Red Dress.JPG');
  assert.equal(find('IMAGES%5Cred%20DRESS.jpg'), 'Images/Red Dress.JPG');
  assert.equal(find('x/cafe\u0301.jpg'), `x/${composed}`);
  assert.equal(find(`y/${composed}`), 'y/cafe\u0301.jpg');
  assert.equal(find(`y/${encodeURI(composed).toUpperCase()}`), 'y/cafe\u0301.jpg');
  assert.equal(find('z/\u212b.PNG'), 'z/\u00c5.png');
});

test(
  'of two names that differ in case none is guessed, and both are named',
  { skip: process.platform !== 'linux' },
  (t) => {
    const { find } = folderOf(t, ['shoe.jpg', 'SHOE.jpg']);
    assert.match(
      find('Shoe.jpg'),
      /^missing: there is no such photo; did you mean '(shoe|SHOE)\.jpg' or '(shoe|SHOE)\.jpg'\?$/,
    );
  },
);

test('the folder of photos may be a part of the path already', { skip: !isPosix }, (t) => {
  const { find } = folderOf(t, ['a.jpg', '2024/b.jpg'], { at: 'media/photos' });
  for (const source of ['photos/a.jpg', 'media/photos/a.jpg', '/media/photos/a.jpg', '/var/www/photos/a.jpg']) {
    assert.equal(find(source), 'a.jpg', source);
  }
  assert.equal(find('C:\\shop\\photos\\2024\\b.jpg'), '2024/b.jpg');
  assert.match(find('old/photos/a.jpg'), /^missing: .*did you mean 'a\.jpg'/);
});

test('a web address stays one, also without its protocol', (t) => {
  const { find } = folderOf(t, ['images/a.jpg']);
  assert.equal(find('https://shop.example/a b.jpg?v=1'), 'https://shop.example/a b.jpg?v=1');
  assert.equal(find('HTTPS:\\\\shop.example\\a.jpg'), 'HTTPS://shop.example/a.jpg');
  assert.equal(find('//cdn.example/x.jpg'), 'https://cdn.example/x.jpg');
  assert.equal(find('//host/x.jpg'), 'https://host/x.jpg');
  assert.equal(find('//images/a.jpg'), 'images/a.jpg', 'a slash too many');
});

test('a near name is named: another ending, a slip, another folder', (t) => {
  const { find } = folderOf(t, ['sub/red-dress_1.png', 'blue-dress.jpg', 'DSC_0001.jpg']);
  assert.match(find('sub/Red Dress 1.jpg'), /did you mean 'sub\/red-dress_1\.png'\?$/);
  assert.match(find('red-dress_1.png'), /did you mean 'sub\/red-dress_1\.png'\?$/);
  assert.match(find('sub/blue-dres.jpg'), /did you mean 'blue-dress\.jpg'\?$/);
  assert.match(find('blue-dress'), /did you mean 'blue-dress\.jpg'\?$/);
  assert.equal(find('DSC_0002.jpg'), 'missing: there is no such photo', 'another number is another photo');
  assert.equal(find('___.jpg'), 'missing: there is no such photo');
});

test(
  'a path that leads out of the folder is refused, and a file of its name in the folder is named',
  { skip: !isPosix },
  (t) => {
    const { root, find, found } = folderOf(t, ['a.jpg']);
    writeBelow(root, 'secret.jpg', '');
    writeBelow(root, 'shop/photos-2/b.jpg', '');
    for (const source of [
      '../../secret.jpg',
      '..\\..\\secret.jpg',
      '%2e%2e/%2e%2e/secret.jpg',
      '../photos-2/b.jpg',
      'x\0.jpg',
    ]) {
      assert.match(find(source), /^refused: .*climbs out of|^missing/, source);
    }
    for (const source of [join(root, 'secret.jpg'), '/etc/hostname', 'C:\\other\\secret.jpg', 'C:/secret.jpg']) {
      assert.match(find(source), /^refused: .*climbs out of/, source);
    }
    assert.match(find('D:\\pictures\\A.JPG'), /^a\.jpg$|^refused: .*did you mean 'a\.jpg'/);
    assert.match(find('../../secret.jpg'), /^refused: the path '\.\.\/\.\.\/secret\.jpg' climbs out of /);
    assert.match(find('../../pictures/a.jpg'), /^refused: .*; did you mean 'a\.jpg'\?$/);
    const refused = found('..');
    assert.ok(refused.kind === 'refused' && refused.remedy.includes('--photos'));
  },
);

test('links are followed within the folder and refused when they lead out of it', { skip: !isPosix }, (t) => {
  const { root, folder, find } = folderOf(t, ['real/a.jpg']);
  writeBelow(root, 'elsewhere/b.jpg', '');
  symlinkSync(join(folder, 'real'), join(folder, 'inside'));
  symlinkSync(join(root, 'elsewhere'), join(folder, 'outside'));
  symlinkSync(join(root, 'elsewhere/b.jpg'), join(folder, 'b.jpg'));
  symlinkSync(join(folder, 'loop'), join(folder, 'loop'));
  symlinkSync('nowhere.jpg', join(folder, 'dangling.jpg'));
  assert.equal(find('inside/a.jpg'), 'inside/a.jpg');
  assert.match(find('b.jpg'), /^refused: the path 'b\.jpg' is a link that leads out of /);
  assert.match(find('outside/b.jpg'), /^refused: .*is a link that leads out of/);
  assert.equal(find('outside/B.jpg'), 'missing: there is no such photo', 'names outside are not told');
  for (const source of ['loop', 'loop/a.jpg', 'dangling.jpg']) assert.match(find(source), /^missing/, source);
  const linked = join(root, 'linked');
  symlinkSync(folder, linked);
  assert.deepEqual(openPhotoFolder(linked).find('real/a.jpg'), { kind: 'file', file: join(linked, 'real/a.jpg') });
});

test('a photo that comes later is found, and one that goes is missed', { skip: process.platform !== 'linux' }, (t) => {
  const { folder, find } = folderOf(t, ['a.jpg']);
  assert.match(find('B.jpg'), /^missing/);
  const file = writeBelow(folder, 'b.JPG', '');
  assert.equal(find('B.jpg'), 'b.JPG');
  unlinkSync(file);
  assert.match(find('B.jpg'), /^missing/);
});

test(
  'a photo of the command line may lie anywhere, and its near name is named',
  { skip: process.platform !== 'linux' },
  (t) => {
    const folder = temporaryFolder(t);
    const file = writeBelow(folder, 'Red Dress.JPG', '');
    symlinkSync(file, join(folder, 'link.jpg'));
    for (const name of ['Red Dress.JPG', 'red%20dress.jpg']) assert.equal(photoNamed(join(folder, name)), file);
    assert.equal(photoNamed(join(folder, 'link.jpg')), join(folder, 'link.jpg'));
    assert.equal(photoNamed(relative(process.cwd(), file)), relative(process.cwd(), file));
    assert.throws(
      () => photoNamed(join(folder, 'red-dress.png')),
      /did you mean 'Red Dress\.JPG'\? \(check the path\)/,
    );
    assert.throws(() => photoNamed(join(folder, 'none/a.jpg')), /none\/a\.jpg: there is no such photo \(check/);
    assert.throws(() => photoNamed('https://shop.example/a.jpg'), /is not fetched here \(download it/);
  },
);

test('a path of any length, and a data URL, take one short line', (t) => {
  const { find } = folderOf(t, []);
  const long = 'A'.repeat(1_000_000);
  for (const source of [`data:image/png;base64,${long}`, `../${long}`, `ftp://${long}`]) {
    assert.match(find(source), /^refused: [^\n]{20,300}$/u);
  }
  assert.match(find(long), /^missing/);
  assert.match(find('www.shop.example/a.jpg'), /^missing/);
});

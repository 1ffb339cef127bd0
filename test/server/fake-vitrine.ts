/**
 * Stands for the command in tests of jobs: it does what the word after `--recipe=` says.
 *
 *     default     tells two lines and a progress, and is done
 *     reference   works until it is asked to stop
 *     small       does not even stop when it is asked to
 */
const tell = (): void => {
  process.send?.({ progress: { step: 'train', done: 1, total: 4, detail: null, secondsLeft: 3 } });
};

const [verb, ...options] = process.argv.slice(2);
const recipe = options.find((option) => option.startsWith('--recipe='))?.slice('--recipe='.length);

process.stderr.write(`${verb} begins\n`);
if (recipe === 'reference' || recipe === 'small') {
  const work = setInterval(() => undefined, 1000); // lasts until somebody stops it
  const stop = (): void => {
    clearInterval(work);
    process.exit(130);
  };
  process.on('SIGINT', recipe === 'small' ? () => undefined : stop);
  process.on('disconnect', stop);
  tell();
} else if (options.includes('--resume')) {
  process.stdout.write('{"error": {"code": "not-ready", "reason": "nothing to take up", "remedy": "leave it out"}}\n');
  process.exitCode = 1;
} else {
  tell();
  process.stderr.write('it is done\n');
  process.stdout.write(JSON.stringify({ verb, options }));
  process.disconnect?.();
}

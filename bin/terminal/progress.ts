import type { SingleBar } from 'cli-progress';
import { printable } from '../../src/printable.js';
import type { Progress } from '../../src/index.js';
import { secondsLeft, startStep } from './step-clock.js';

/** Where progress is drawn: stderr, or what a test passes. */
export interface ProgressStream {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

export interface ProgressDisplay {
  show(progress: Progress): void;
  /** Ends the bar that is being drawn, so that other text can follow. */
  finish(): void;
}

/** Bars are a luxury of terminals: a log file gets a plain line every few seconds instead. */
export async function openProgressDisplay(
  stream: NodeJS.WriteStream | ProgressStream,
  { quiet = false, now = Date.now }: { quiet?: boolean; now?: () => number } = {},
): Promise<ProgressDisplay> {
  if (quiet) return { show: () => undefined, finish: () => undefined };
  if (stream.isTTY === true && 'columns' in stream) return openBars(stream, now);
  return openLines(stream, now);
}

const LINE_INTERVAL_MS = 5000;

function openLines(stream: ProgressStream, now: () => number): ProgressDisplay {
  let clock = startStep(undefined, now());
  let lastLineMs = -Infinity;
  return {
    show(progress) {
      const isNewStep = progress.step !== clock.step;
      if (isNewStep) clock = startStep(progress, now());
      const isLast = progress.total !== undefined && progress.done >= progress.total;
      if (!isNewStep && !isLast && now() - lastLineMs < LINE_INTERVAL_MS) return;
      if (clock.ended) return;
      clock.ended = isLast;
      lastLineMs = now();
      stream.write(`${progressInWords(progress, secondsLeft(clock, progress, now()))}\n`);
    },
    finish: () => undefined,
  };
}

async function openBars(stream: NodeJS.WriteStream, now: () => number): Promise<ProgressDisplay> {
  const { default: cliProgress } = await import('cli-progress');
  let bar: SingleBar | undefined;
  let clock = startStep(undefined, now());
  const finish = (): void => {
    bar?.stop();
    bar = undefined;
    clock = startStep(undefined, now());
  };
  return {
    show(progress) {
      if (progress.step !== clock.step) {
        finish();
        clock = startStep(progress, now());
        bar = new cliProgress.SingleBar({
          stream,
          format: `${progress.step.padEnd(10)} {bar} {count}{left}{detail}`,
          barsize: 24,
          barCompleteChar: '█',
          barIncompleteChar: '░',
          hideCursor: true,
          fps: 8,
        });
        bar.start(progress.total ?? 0, 0, barTexts(progress, undefined));
      }
      if (progress.total !== undefined) bar?.setTotal(progress.total);
      bar?.update(progress.done, barTexts(progress, secondsLeft(clock, progress, now())));
    },
    finish,
  };
}

function barTexts({ done, total, detail }: Progress, left: number | undefined): Record<string, string> {
  return {
    count:
      total === undefined ? done.toLocaleString('en') : `${done.toLocaleString('en')}/${total.toLocaleString('en')}`,
    left: left === undefined ? '' : `  ${durationInWords(left)} left`,
    detail: detail === undefined ? '' : `  ${printable(detail)}`,
  };
}

/** 'train: 35 % (350/1,000), 2 min left, epoch 3/16' */
export function progressInWords({ step, done, total, detail }: Progress, left?: number): string {
  const count = done.toLocaleString('en');
  const share =
    total === undefined || total === 0
      ? count
      : `${Math.floor((100 * done) / total)} % (${count}/${total.toLocaleString('en')})`;
  const parts = [share, left === undefined ? undefined : `${durationInWords(left)} left`, detail];
  return printable(`${step}: ${parts.filter((part) => part !== undefined).join(', ')}`);
}

/** '8 s', '2 min 5 s', '1 h 20 min' */
export function durationInWords(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min${whole % 60 === 0 ? '' : ` ${whole % 60} s`}`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`;
}

import { signal } from '@preact/signals';
import { searchByFile } from './photo-state.js';

/** True while a file is held over the page. */
export const dropping = signal(false);

/** Takes photos that are dropped on the page or pasted into it, wherever. */
export function takeIncomingFiles(): void {
  let depth = 0;
  const hover = (change: number): void => {
    depth = Math.max(0, depth + change);
    dropping.value = depth > 0;
  };
  addEventListener('dragenter', (event) => {
    if (hasFile(event.dataTransfer)) hover(1);
  });
  addEventListener('dragleave', (event) => {
    if (hasFile(event.dataTransfer)) hover(-1);
  });
  addEventListener('dragover', (event) => {
    if (hasFile(event.dataTransfer)) event.preventDefault();
  });
  addEventListener('drop', (event) => {
    hover(-depth);
    if (take(event.dataTransfer)) event.preventDefault();
  });
  addEventListener('paste', (event) => {
    if (take(event.clipboardData)) event.preventDefault();
  });
}

function hasFile(data: DataTransfer | null): boolean {
  return data?.types.includes('Files') === true;
}

function take(data: DataTransfer | null): boolean {
  const files = [...(data?.files ?? [])];
  const file = files.find(({ type }) => type.startsWith('image/')) ?? files.at(0);
  if (file !== undefined) void searchByFile(file);
  return file !== undefined;
}

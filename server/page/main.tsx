import { render } from 'preact';
import { effect } from '@preact/signals';
import './design/tokens.css';
import './design/base.css';
import './design/controls.css';
import { keyWanted } from './api-key.js';
import { viewAt } from './views.js';

const view = viewAt(location.pathname);
const place = document.getElementById('page');

if (view.title !== undefined) document.title = view.title;
const Content = await view.load();
if (place !== null) {
  render(<Content />, place);
  // Loaded when it is needed, which in most shops is never.
  effect(() => {
    if (keyWanted.value !== undefined) void showKeyBar(place);
  });
}

async function showKeyBar(beside: HTMLElement): Promise<void> {
  const { KeyBar } = await import('./design/key-bar.js');
  const bar = document.getElementById('key') ?? document.createElement('div');
  bar.id = 'key';
  beside.before(bar);
  render(<KeyBar />, bar);
}

import { render } from 'preact';
import './design/tokens.css';
import './design/base.css';
import './design/controls.css';
import { viewAt } from './views.js';

const view = viewAt(location.pathname);
const place = document.getElementById('page');

document.title = view.title;
const Content = await view.load();
if (place !== null) render(<Content />, place);

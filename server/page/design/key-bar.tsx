import { useState } from 'preact/hooks';
import { keyWanted, rememberKey } from '../api-key.js';
import './key-bar.css';

/** Asks for a key where the service wants one. */
export function KeyBar() {
  const [typed, setTyped] = useState('');
  if (keyWanted.value === undefined) return null;
  return (
    <form
      class="key-bar"
      aria-label="Key"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== '') rememberKey(typed.trim());
      }}
    >
      <p role="status">
        <b>{keyWanted.value}.</b> Whoever runs it can give you one; it stays in this tab.
      </p>
      <input
        class="field"
        type="password"
        name="key"
        aria-label="Key"
        placeholder="Key"
        autocomplete="current-password"
        required
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
        }}
      />
      <button class="button main">Use this key</button>
    </form>
  );
}

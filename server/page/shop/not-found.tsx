import '../search/search.css';
import './shop.css';
import { Icon, Mark } from '../design/icons.js';

/** A page for addresses where nothing stands: a mistyped or an old one. It leads on by a search and to the start. */
export function NotFound() {
  return (
    <>
      <header class="top at-start">
        <a class="home" href="/">
          <Mark />
          <span>Vitrine</span>
        </a>
      </header>
      <main class="start">
        <section class="hero">
          <h1>There is no page at this address.</h1>
          <search class="search">
            <form action="/">
              <Icon name="search" />
              <input name="q" type="search" aria-label="What are you looking for?" maxLength={400} required />
              <button type="submit" class="button main">
                Search
              </button>
            </form>
          </search>
          <p class="quiet">
            It may have been mistyped, or the page is gone. <a href="/">Go to the start page</a>
          </p>
        </section>
      </main>
    </>
  );
}

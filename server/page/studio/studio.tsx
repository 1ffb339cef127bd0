import { useEffect, useRef } from 'preact/hooks';
import './studio.css';
import { Icon, Mark } from '../design/icons.js';
import { StudioLink } from './frame/studio-link.js';
import { ImportView } from './import/import-view.js';
import { JobsView } from './jobs/jobs-view.js';
import { MapView } from './map/map-view.js';
import { ModelsView } from './models/models-view.js';
import { Overview } from './overview/overview.js';
import { followHistory, place } from './studio-address.js';
import { STUDIO_VIEWS, type StudioView } from './studio-place.js';
import { WordsView } from './words/words-view.js';

const NAMES: Readonly<Record<StudioView, string>> = {
  overview: 'Overview',
  import: 'Import',
  jobs: 'Jobs',
  models: 'Models',
  map: 'Map',
  words: 'Words',
};

/** The page of those who look after the catalog. */
export function Studio() {
  const started = useRef(false);
  const { view } = place.value;
  useEffect(() => {
    if (!started.current) followHistory();
    started.current = true;
  }, []);
  useEffect(() => {
    document.title = `${NAMES[view]} · Vitrine Studio`;
  }, [view]);
  return (
    <div class={`studio at-${view}`}>
      <a class="skip-link" href="#content">
        Skip to the content
      </a>
      <header class="studio-top">
        <StudioLink view="overview" class="studio-home">
          <Mark />
          <span>
            Vitrine <span class="quiet">Studio</span>
          </span>
        </StudioLink>
        <nav aria-label="Studio">
          {STUDIO_VIEWS.map((name) => (
            <StudioLink key={name} view={name} current={view === name ? 'page' : false}>
              {NAMES[name]}
            </StudioLink>
          ))}
        </nav>
        <a class="to-shop" href="/">
          The shop <Icon name="external" small />
        </a>
      </header>
      <main id="content" tabIndex={-1}>
        <View />
      </main>
    </div>
  );
}

function View() {
  switch (place.value.view) {
    case 'overview':
      return <Overview />;
    case 'import':
      return <ImportView />;
    case 'jobs':
      return <JobsView />;
    case 'models':
      return <ModelsView />;
    case 'map':
      return <MapView />;
    case 'words':
      return <WordsView />;
  }
}

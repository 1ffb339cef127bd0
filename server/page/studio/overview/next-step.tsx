import { StudioLink } from '../frame/studio-link.js';
import type { Destination } from '../studio-place.js';

interface Step {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly to: Destination;
}

const STEPS = {
  import: {
    title: 'There is no catalog yet',
    text: 'Import a file of products first: JSON lines, CSV, or an export of Shopify, WooCommerce or Google Merchant.',
    action: 'Import a catalog',
    to: { view: 'import' },
  },
  train: {
    title: 'Search is by words alone',
    text: 'A model that is trained on this catalog finds products by photo and by meaning; then the catalog is indexed by it.',
    action: 'Train a model',
    to: { view: 'jobs', parameters: { kind: 'train' } },
  },
  own: {
    title: 'No model of your own yet',
    text: 'The one that comes with Vitrine knows another shop. One that is trained on this catalog knows its words, its brands and its photos.',
    action: 'Train a model',
    to: { view: 'jobs', parameters: { kind: 'train' } },
  },
  index: {
    title: 'The catalog is not indexed yet',
    text: 'The map is drawn from the vectors of the photos, which are computed when the catalog is indexed.',
    action: 'Do what is due',
    to: { view: 'jobs', parameters: { kind: 'build' } },
  },
} as const satisfies Record<string, Step>;

/** What to do when something is not there yet. */
export function NextStep({ step }: { step: keyof typeof STEPS }) {
  const { title, text, action, to }: Step = STEPS[step];
  return (
    <div class="notice">
      <h2>{title}</h2>
      <p>{text}</p>
      <div class="actions">
        <StudioLink {...to} class="button main">
          {action}
        </StudioLink>
      </div>
    </div>
  );
}

import { StudioLink } from '../frame/studio-link.js';

const STEPS = {
  import: {
    title: 'There is no catalog yet',
    text: 'Import a file of products first: JSON lines, CSV, or an export of Shopify, WooCommerce or Google Merchant.',
    action: 'Import a catalog',
  },
  train: {
    title: 'Search is by words alone',
    text: 'A model that is trained on this catalog finds products by photo and by meaning; then the catalog is indexed by it.',
    action: 'Train a model',
  },
} as const;

/** What to do when something is not there yet. */
export function NextStep({ step }: { step: keyof typeof STEPS }) {
  const { title, text, action } = STEPS[step];
  return (
    <div class="notice">
      <h2>{title}</h2>
      <p>{text}</p>
      <div class="actions">
        <StudioLink view="jobs" parameters={{ kind: step }} class="button main">
          {action}
        </StudioLink>
      </div>
    </div>
  );
}

import { useEffect, useState } from 'preact/hooks';
import { ProblemError } from '../../client/index.js';
import type { ProductAnswer } from '../../requests/products.js';
import { openedProduct } from '../address/head.js';
import { titleNamed } from '../address/titles.js';
import { askAnew } from '../address/navigation.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { service } from '../service.js';
import { ProductFacts } from './product-facts.js';
import { ProductPhotos } from './product-photos.js';
import { SimilarProducts } from './similar-products.js';

/** A product's page at its own address. */
export function ProductView({ id }: { id: string }) {
  return (
    <div class="product-page alone">
      <Product id={id} />
    </div>
  );
}

/** Pictures, facts, and similar products, as soon as they are there. */
export function Product({ id }: { id: string }) {
  const [product, setProduct] = useState<ProductAnswer>();
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    setError(undefined);
    service.product(id, { signal: controller.signal }).then(
      (answer) => {
        setProduct(answer);
        openedProduct.value = { id, title: answer.title };
      },
      (reason: unknown) => {
        if (!controller.signal.aborted) setError(reason);
      },
    );
    return () => {
      controller.abort();
    };
  }, [id, attempt]);
  if (isUnknown(error)) return <UnknownProduct />;
  if (error !== undefined) {
    return (
      <ProblemNotice
        error={error}
        audience="shopper"
        onRetry={() => {
          setAttempt(attempt + 1);
        }}
      />
    );
  }
  if (product === undefined) return <ProductSkeleton />;
  return (
    <>
      <div class="product">
        <ProductPhotos photos={product.photos} title={product.title} />
        <ProductFacts product={product} />
      </div>
      <SimilarProducts id={id} />
    </>
  );
}

function isUnknown(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 404;
}

/** A link to a product that the shop had, or a mistyped one. */
function UnknownProduct() {
  useEffect(() => {
    document.title = titleNamed('Product not found');
  }, []);
  return (
    <div class="unknown-product" role="alert">
      <h1>This product is not in the shop</h1>
      <p class="quiet">It may be sold out, or its address was mistyped.</p>
      <button
        type="button"
        class="button main"
        onClick={() => {
          askAnew({});
        }}
      >
        Look around in the shop
      </button>
    </div>
  );
}

function ProductSkeleton() {
  return (
    <div class="product" aria-busy="true">
      <span class="plate waiting" />
      <div class="facts">
        <span class="line waiting" />
        <span class="line short waiting" />
      </div>
      <p class="unseen" role="status">
        Loading the product
      </p>
    </div>
  );
}

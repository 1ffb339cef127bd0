import { useEffect, useRef, useState } from 'preact/hooks';
import type { ProductAnswer } from '../../requests/products.js';
import { closeProduct, shop } from '../address/navigation.js';
import { Icon } from '../design/icons.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { service } from '../service.js';
import { ProductFacts } from './product-facts.js';
import { ProductPhotos } from './product-photos.js';
import { SimilarProducts } from './similar-products.js';

/** A product's page, over the results it was found in; its address is ?product=ID, and Back closes it. */
export function ProductDialog() {
  const id = shop.value.product;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (id === undefined) dialog.current?.close();
    else if (dialog.current?.open === false) dialog.current.showModal();
    dialog.current?.scrollTo({ top: 0 });
  }, [id]);
  return (
    <dialog
      class="product-dialog"
      ref={dialog}
      aria-label="Product"
      onCancel={(event) => {
        event.preventDefault();
        closeProduct();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) closeProduct();
      }}
    >
      {id !== undefined && (
        <div class="product-page">
          <button type="button" class="icon-button close" aria-label="Close" onClick={closeProduct}>
            <Icon name="close" />
          </button>
          <Product key={id} id={id} />
        </div>
      )}
    </dialog>
  );
}

function Product({ id }: { id: string }) {
  const [product, setProduct] = useState<ProductAnswer>();
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    setError(undefined);
    service.product(id, { signal: controller.signal }).then(setProduct, (reason: unknown) => {
      if (!controller.signal.aborted) setError(reason);
    });
    return () => {
      controller.abort();
    };
  }, [id, attempt]);
  if (error !== undefined) {
    return (
      <ProblemNotice
        error={error}
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

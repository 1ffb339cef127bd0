import { useEffect, useRef } from 'preact/hooks';
import { closeProduct, shop, view } from '../address/navigation.js';
import { Icon } from '../design/icons.js';
import { Product } from './product-view.js';

/** A product's page over the results it was opened from: its address is that of the product, and Back closes it. */
export function ProductDialog() {
  const id = view.value === 'results' ? shop.value.product : undefined;
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

import { useEffect, useState } from 'preact/hooks';
import type { ProductAnswer } from '../../../requests/products.js';
import { sizedPhoto } from '../../design/picture.js';
import { usePictureSource } from '../../design/keyed-picture.js';
import { money } from '../../design/words.js';
import { productOf, shopAddress } from './product-memory.js';

/** A pointer that only passes by asks for nothing. */
const REST_MS = 70;

/** @returns the product once it is there; null when it cannot be had */
export function useProduct(id: string, restMs = REST_MS): ProductAnswer | null | undefined {
  const [found, setFound] = useState<{ readonly id: string; readonly product: ProductAnswer | null }>();
  useEffect(() => {
    let isWanted = true;
    const timer = setTimeout(() => {
      productOf(id).then(
        (product) => {
          if (isWanted) setFound({ id, product });
        },
        () => {
          if (isWanted) setFound({ id, product: null });
        },
      );
    }, restMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [id]);
  return found?.id === id ? found.product : undefined;
}

interface ProductCardProps {
  readonly id: string;
  readonly category: string;
  /** Whether it stays, so that it can be used. */
  readonly isChosen: boolean;
}

/** The product under the pointer: its picture and its name. */
export function ProductCard({ id, category, isChosen }: ProductCardProps) {
  const product = useProduct(id);
  return (
    <>
      <CardPicture product={product} />
      <div class="map-card-text">
        {product === undefined ? (
          <span class="studio-waiting" />
        ) : (
          <p class="map-card-title">{product === null ? `Product ${id} is not there any more` : product.title}</p>
        )}
        <p class="small quiet">{product?.category?.split('>').slice(-2).join('›') ?? category}</p>
        {product?.price != null && <p class="small numbers">{money(product.price, product.currency)}</p>}
        {isChosen && (
          <a class="small" href={shopAddress(id)}>
            Open in the shop
          </a>
        )}
      </div>
    </>
  );
}

function CardPicture({ product }: { product: ProductAnswer | null | undefined }) {
  const photo = product?.photos.at(0)?.photo;
  const source = usePictureSource(photo === undefined ? '' : sizedPhoto(photo, 320));
  return (
    <span class={product === undefined ? 'map-card-picture studio-waiting' : 'map-card-picture'}>
      {photo !== undefined && source !== undefined && source !== '' && <img src={source} alt="" decoding="async" />}
    </span>
  );
}

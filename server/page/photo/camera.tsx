import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../design/icons.js';
import { searchByFile } from './photo-state.js';

/** Browsers open a camera only for pages from this machine or by https. */
export const HAS_CAMERA = 'mediaDevices' in navigator;

/** What the camera of a computer sees, until a photo is taken or the view is closed. Phones have their own for it. */
export function Camera({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const view = useRef<HTMLVideoElement>(null);
  const shutter = useRef<HTMLButtonElement>(null);
  const [state, setState] = useState<'opening' | 'open' | 'refused'>('opening');
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  useEffect(
    () =>
      follow(view, () => {
        setState('refused');
      }),
    [],
  );
  useEffect(() => {
    if (state === 'open') shutter.current?.focus();
  }, [state]);
  const take = (): void => {
    const video = view.current;
    if (video === null) return;
    void pictureOf(video).then((picture) => {
      onClose();
      if (picture !== null) void searchByFile(picture);
    });
  };
  return (
    <dialog class="camera-view" ref={dialog} aria-label="Camera" onClose={onClose}>
      {state === 'refused' ? (
        <div class="notice wrong" role="alert">
          <h2>The camera cannot be used</h2>
          <p>There is none, something else uses it, or this browser was told not to let pages see through it.</p>
        </div>
      ) : (
        <video
          ref={view}
          autoplay
          playsinline
          muted
          aria-label="What the camera sees"
          onLoadedData={() => {
            setState('open');
          }}
        />
      )}
      <div class="ways">
        {state !== 'refused' && (
          <button ref={shutter} type="button" class="button main" disabled={state !== 'open'} onClick={take}>
            <Icon name="camera" small /> Take the photo
          </button>
        )}
        <button type="button" class="button" onClick={onClose}>
          Close
        </button>
      </div>
    </dialog>
  );
}

/** Shows the camera in a video; @returns what switches it off */
function follow(view: { readonly current: HTMLVideoElement | null }, onRefused: () => void): () => void {
  let isWanted = true;
  let stream: MediaStream | undefined;
  const stop = (): void => {
    for (const track of stream?.getTracks() ?? []) track.stop();
  };
  navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1280 } } }).then((opened) => {
    stream = opened;
    if (!isWanted) stop();
    if (view.current !== null) view.current.srcObject = opened;
  }, onRefused);
  return () => {
    isWanted = false;
    stop();
  };
}

async function pictureOf(video: HTMLVideoElement): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: video.videoWidth, height: video.videoHeight });
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', 0.92);
  });
}

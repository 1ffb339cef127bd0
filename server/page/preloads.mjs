/**
 * Writes down what each view of `views.ts` is made of, for the service to announce it with the page: a browser then need not
 * find out file by file. `{"shop": {"scripts": ["assets/shop-1a2b.js", ...], "styles": [...]}}`
 */
export function preloads() {
  return {
    name: 'preloads',
    // After Vite has taken out chunks that held styles alone, and given those to the chunks that import them.
    enforce: 'post',
    generateBundle(_options, bundle) {
      const views = {};
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || !chunk.isDynamicEntry) continue;
        const scripts = [chunk.fileName, ...chunk.imports];
        const styles = [...(chunk.viteMetadata?.importedCss ?? [])];
        views[chunk.name] = { scripts, styles };
      }
      this.emitFile({ type: 'asset', fileName: 'preloads.json', source: JSON.stringify(views) });
    },
  };
}

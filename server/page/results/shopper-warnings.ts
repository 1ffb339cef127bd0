/** What a reader of an answer must know; older services tell it as a sentence without saying whom. */
type Warning = string | { readonly text: string; readonly audience: string };

/** The sentences that are meant for shoppers: those for operators tell what only they can do. */
export function forShoppers(warnings: readonly Warning[]): readonly string[] {
  return warnings.flatMap((warning) => {
    if (typeof warning === 'string') return warning.includes("'vitrine ") ? [] : [warning];
    return warning.audience === 'shopper' ? [warning.text] : [];
  });
}

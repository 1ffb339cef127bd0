/** A warning that names a command tells operators what to do: shoppers can do nothing about it. */
export function forShoppers(warnings: readonly string[]): readonly string[] {
  return warnings.filter((warning) => !warning.includes("'vitrine "));
}

import type { FieldValue } from '../../requests/fields.js';

/** @returns the values of a field or an attribute one by one, however many the catalog states */
export function valuesOf(value: FieldValue | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

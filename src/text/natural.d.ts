declare module 'natural/lib/natural/inflectors/noun_inflector.js' {
  export default class NounInflector {
    singularize(token: string): string;
    addIrregular(singular: string, plural: string): void;
    addSingular(pattern: RegExp, replacement: string): void;
  }
}

declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const stemmer: { stem(token: string): string };
  export default stemmer;
}

export const STUDIO_VIEWS = ['overview', 'import', 'jobs', 'models', 'map', 'words'] as const;
export type StudioView = (typeof STUDIO_VIEWS)[number];

/** What the address bar says of the studio. */
export interface StudioPlace {
  readonly view: StudioView;
  /** The job or the model that is looked at. */
  readonly id?: string | undefined;
  /** Whatever stands behind the question mark. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Where a link leads. */
export interface Destination {
  readonly view: StudioView;
  readonly id?: string | undefined;
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

/** @param path '/studio/jobs/0b2c'; what is not known is the overview */
export function parsePlace(path: string, search = ''): StudioPlace {
  const [, , name = '', id = ''] = path.split('/');
  const view = STUDIO_VIEWS.find((known) => known === name) ?? 'overview';
  const parameters = Object.fromEntries(new URLSearchParams(search));
  return { view, id: id === '' ? undefined : decoded(id), parameters };
}

/** @returns '/studio/models/e858?x=1' */
export function formatPlace({ view, id, parameters = {} }: Destination): string {
  const parts = [
    '/studio',
    ...(view === 'overview' ? [] : [view]),
    ...(id === undefined ? [] : [encodeURIComponent(id)]),
  ];
  const query = new URLSearchParams(parameters).toString();
  return `${parts.join('/')}${query === '' ? '' : `?${query}`}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** What the jobs of the studio are called. */
export const JOB_NAMES = {
  import: 'Import',
  train: 'Train',
  index: 'Index',
  build: 'All that is due',
} as const;

/** The ticks and fields of the studio's forms, by the options of the command line that they stand for. */
export const FIELD_NAMES = {
  '--format': 'Format',
  '--photos': 'Folder of the photos',
  '--prune': 'Remove products that the files do not name',
  '--prune-all': 'Remove them also when they are more than a fifth of the catalog',
  '--main-product': 'Look for the product in photos with several garments',
  '--fetch-photos': 'Fetch photos that are web addresses',
  '--recipe': 'Recipe',
  '--epochs': 'Epochs',
  '--from': 'Begin with the weights of',
  '--resume': 'Go on with a training that was stopped',
  '--model': 'By the model',
} as const;

const COMMAND = /(run )?'vitrine (import|train|index|build)(?: [^']*)?'/g;
const OPTION = /--[a-z]+(?:-[a-z]+)*/g;

/**
 * Messages tell what to do in the words of the command line; here the same is done by a form.
 * @returns the message with the names of the studio's jobs and fields; other commands stay as they are
 */
export function studioText(message: string): string {
  return message
    .replace(COMMAND, (_, run: string | undefined, verb: keyof typeof JOB_NAMES) => {
      const name = `“${JOB_NAMES[verb]}”`;
      return run === undefined ? name : `start ${name}`;
    })
    .replace(OPTION, (option) =>
      option in FIELD_NAMES ? `“${FIELD_NAMES[option as keyof typeof FIELD_NAMES]}”` : option,
    );
}

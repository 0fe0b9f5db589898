/** Options of the commands that learn or measure: a data set of one's own in place of MNIST. */

import type { Command } from 'commander';
import { labelPresetNames } from '../../domain/data-files/label-names.ts';

export type DataOptions = {
  /** A folder, or files. */
  readonly data?: readonly string[] | undefined;
  /** A text file, or the name of a preset. */
  readonly labels?: string | undefined;
  readonly transpose?: boolean | undefined;
  readonly invert?: boolean | undefined;
};

export function addDataOptions(command: Command): Command {
  return command
    .option(
      '--data <path...>',
      'IDX files of images and labels, gzipped or not, CSV of label and pixels, their folder or a .zip, or a folder of images for each class (default: MNIST)',
    )
    .option('--labels <names>', `text file with one name a line, or ${labelPresetNames.join(', ')}`)
    .option('--transpose', "swap rows and columns of --data's images, as EMNIST needs")
    .option('--invert', "swap dark and light in --data's images, as images of dark ink on light paper need");
}

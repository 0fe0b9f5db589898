/** The arguments that decide how the command's process is started, before the others are read. */

const computing = ['train', 'evaluate', 'experiment', 'likelihood', 'predict', 'serve', 'bench'];

export const chooseAnewName = 'choose-kernels';
export const chooseAnewOption = `--${chooseAnewName}`;

/** Whether a command computes; its help and lists do not. @param args what follows the program's name */
export function computes(args: readonly string[]): boolean {
  return computing.includes(args[0]) && !args.some((arg) => ['--help', '-h', '--list'].includes(arg));
}

export function chooseAnew(args: readonly string[]): boolean {
  return args.includes(chooseAnewOption);
}

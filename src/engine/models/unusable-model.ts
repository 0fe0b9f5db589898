/** Why a model cannot be a Gatescope network, as a clause; callers that know its file report it. */
export class UnusableModel extends Error {
  override readonly name = 'UnusableModel';
}

/** Why a model is none that a network here can be; whoever knows its file tells the person. The message is put behind "because". */
export class UnusableModel extends Error {
  override readonly name = 'UnusableModel';
}

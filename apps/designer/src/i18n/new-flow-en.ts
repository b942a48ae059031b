/** The dialog for a new flow, which stands in the list of flows. */
export const newFlowEn = {
  newFlow: 'New flow',
  newFlowTitle: 'A new flow',
  newFlowText: 'It begins with a trigger you start by hand; exchange it for another whenever you like.',
  name: 'Name',
  create: 'Create',
  cancel: 'Cancel',
  flowExists: 'There is a flow of this name already. Choose another name.',
};

/** The sentences around the documentation of a flow; its own are made by the server. */
export const flowPageEn = {
  title: 'About {{name}}',
  edit: 'Open in the editor',
  markdown: 'Markdown',
  print: 'Print',
  version: 'Shown',
  draft: 'The draft',
  versionOf: 'Version {{version}}',
  contents: 'On this page',
  picture: 'Drawing of the flow. {{text}}',
};

import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** From the lightest to the darkest; the seventh is what buttons are made of: 5.9:1 against white. */
const fir: MantineColorsTuple = [
  '#ebf7f1',
  '#d6ece1',
  '#a9d9c1',
  '#79c59f',
  '#52b482',
  '#3aa970',
  '#26835a',
  '#1c6b4a',
  '#12583b',
  '#06452d',
];

/** The one place for colours, sizes and fonts. */
export const theme = createTheme({
  primaryColor: 'fir',
  primaryShade: { light: 7, dark: 6 },
  colors: { fir },
  fontFamily: 'system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, monospace',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  autoContrast: true,
  components: {
    // A dialog has a title, but is no page with a banner of its own.
    Modal: { defaultProps: { attributes: { header: { role: 'presentation' } }, transitionProps: { duration: 100 } } },
    // The list itself scrolls: what scrolls around it could not be reached by keys.
    Select: {
      defaultProps: { withScrollArea: false },
      styles: { options: { maxHeight: 220, overflowY: 'auto' } },
    },
  },
});

/** Mantine's own greys for secondary text and placeholders, and its words on tinted grounds, are too pale to read: these have 4.5:1 and more. */
export const readableGreys: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5c636a',
    '--mantine-color-placeholder': '#6b7177',
    '--mantine-color-red-light-color': '#b02525',
    '--mantine-color-green-light-color': '#1f6b2e',
    '--mantine-color-orange-light-color': '#9c3a05',
    '--mantine-color-blue-light-color': '#1259a0',
  },
  dark: { '--mantine-color-dimmed': '#a6a6a6', '--mantine-color-placeholder': '#a0a0a0' },
});

/**
 * MUI and react-admin dressed by the tokens: their stock components look like the design without markup of our own. Colors
 * of the palette are literal copies of tokens.css, because MUI computes with them; everything else reads the tokens.
 */
import { createTheme } from '@mui/material/styles';
import { formComponents } from './themeForms.ts';
import { listComponents } from './themeLists.ts';

export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'data-theme' },
  colorSchemes: {
    light: {
      palette: {
        primary: { main: '#0d4d3a' },
        error: { main: '#b5281c' },
        warning: { main: '#96600a' },
        info: { main: '#1f639f' },
        success: { main: '#3d7414' },
        background: { default: '#ffffff', paper: '#ffffff' },
        text: { primary: '#151b18', secondary: '#505a54', disabled: '#8c9690' },
        divider: '#dbe0db',
      },
    },
    dark: {
      palette: {
        primary: { main: '#74cba7', contrastText: '#04211a' },
        error: { main: '#ff9c8f' },
        warning: { main: '#f5c35c' },
        info: { main: '#8cc3f2' },
        success: { main: '#a5d37f' },
        background: { default: '#0c1210', paper: '#1a2320' },
        text: { primary: '#edf2ee', secondary: '#b0bbb5', disabled: '#5d6862' },
        divider: '#25302b',
      },
    },
  },
  spacing: 4,
  shape: { borderRadius: 3 },
  typography: {
    fontFamily: 'var(--font-text)',
    fontSize: 13,
    htmlFontSize: 16,
    button: { textTransform: 'none', fontWeight: 560 },
  },
  components: {
    MuiButtonBase: { defaultProps: { disableRipple: true } },
    // Stands in a button that is being sent: screen readers hear the button's name and this.
    MuiCircularProgress: { defaultProps: { 'aria-label': 'In progress' } },
    MuiPaper: {
      defaultProps: { elevation: 0, square: true },
      styleOverrides: { root: { backgroundImage: 'none' } },
    },
    MuiDialog: {
      styleOverrides: {
        paper: { width: 640, maxWidth: 'calc(100vw - 24px)', borderRadius: 6, boxShadow: 'var(--shadow-3)' },
      },
    },
    MuiBackdrop: { styleOverrides: { root: { backgroundColor: 'var(--scrim)' } } },
    ...formComponents,
    ...listComponents,
  },
});

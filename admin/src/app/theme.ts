/** MUI themed by the tokens. Colors are literal copies of tokens.css, because MUI computes with them. */
import { createTheme } from '@mui/material/styles';

export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'data-theme' },
  colorSchemes: {
    light: {
      palette: {
        primary: { main: '#0d4d3a' },
        background: { default: '#ffffff', paper: '#ffffff' },
        text: { primary: '#151b18', secondary: '#505a54' },
        divider: '#dbe0db',
      },
    },
    dark: {
      palette: {
        primary: { main: '#74cba7' },
        background: { default: '#0c1210', paper: '#1a2320' },
        text: { primary: '#edf2ee', secondary: '#b0bbb5' },
        divider: '#25302b',
      },
    },
  },
  spacing: 4,
  shape: { borderRadius: 3 },
  typography: {
    fontFamily: 'var(--font-text)',
    fontSize: 13,
    button: { textTransform: 'none', fontWeight: 560 },
  },
  components: {
    MuiButtonBase: { defaultProps: { disableRipple: true } },
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
  },
});

/** Inputs, selects and buttons of the theme: 30 px high, the label above, one focus ring. */
import type { ThemeOptions } from '@mui/material/styles';
import { FieldRoot } from './FieldRoot.tsx';

const menu = {
  border: '1px solid var(--line-strong)',
  borderRadius: 6,
  backgroundColor: 'var(--surface-raised)',
  boxShadow: 'var(--shadow-2)',
};
const option = { minHeight: 'auto', padding: '5px 10px', fontSize: 13 };
const chosen = { backgroundColor: 'var(--surface-selected)' };

export const formComponents: ThemeOptions['components'] = {
  MuiButton: {
    defaultProps: { disableElevation: true, size: 'small', variant: 'outlined' },
    styleOverrides: {
      root: {
        height: 30,
        padding: '0 11px',
        fontSize: 13,
        lineHeight: 1.38,
        whiteSpace: 'nowrap',
        '& kbd': {
          height: 16,
          minWidth: 16,
          borderWidth: 1,
          background: 'transparent',
          borderColor: 'currentColor',
          color: 'inherit',
          fontSize: 11,
        },
      },
      outlined: { color: 'var(--text)', borderColor: 'var(--line-control)' },
      text: { color: 'var(--text-link)' },
      contained: {
        backgroundColor: 'var(--action)',
        color: 'var(--on-action)',
        '&:hover': { backgroundColor: 'var(--action-hover)' },
        '&.Mui-disabled': { backgroundColor: 'var(--action-disabled)', color: 'var(--on-action-disabled)' },
      },
      endIcon: { marginLeft: 7, '& > kbd:nth-of-type(1)': { fontSize: 11 } },
    },
  },
  MuiTextField: {
    defaultProps: { variant: 'outlined', size: 'small', fullWidth: true, slots: { root: FieldRoot } },
  },
  MuiFormControl: {
    styleOverrides: { root: { width: '100%' }, marginDense: { marginTop: 0, marginBottom: 0 } },
  },
  MuiFormControlLabel: { styleOverrides: { label: { fontSize: 13, lineHeight: 1.38 } } },
  MuiInputLabel: {
    defaultProps: { shrink: true },
    styleOverrides: {
      root: {
        position: 'static',
        transform: 'none',
        maxWidth: 'none',
        overflow: 'visible',
        whiteSpace: 'normal',
        marginBottom: 4,
        fontSize: 12,
        lineHeight: 1.38,
        pointerEvents: 'auto',
        '&, &.Mui-focused, &.Mui-error': { color: 'var(--text-muted)' },
      },
    },
  },
  MuiOutlinedInput: {
    defaultProps: { notched: false },
    styleOverrides: {
      root: {
        minHeight: 30,
        fontSize: 13,
        lineHeight: 1.38,
        fontStretch: 'inherit',
        backgroundColor: 'var(--surface)',
        '&.Mui-focused': { outline: '2px solid var(--focus)', outlineOffset: 1 },
        '&.MuiInputBase-multiline': { padding: '5px 0' },
      },
      input: { height: 28, padding: '0 8px', '.MuiInputBase-multiline &': { height: 'auto' } },
      notchedOutline: {
        top: 0,
        '& legend': { display: 'none' },
        '.MuiOutlinedInput-root &, .MuiOutlinedInput-root:hover &, .MuiOutlinedInput-root.Mui-focused &': {
          borderColor: 'var(--line-control)',
          borderWidth: 1,
        },
        '.MuiOutlinedInput-root.Mui-error &': { borderColor: 'var(--danger-solid)' },
      },
      adornedEnd: { paddingRight: 8 },
    },
  },
  MuiInputAdornment: { styleOverrides: { root: { '& p': { fontSize: 13, color: 'var(--text-faint)' } } } },
  MuiFormHelperText: {
    styleOverrides: {
      root: {
        margin: '3px 0 0',
        fontSize: 12,
        lineHeight: 1.38,
        color: 'var(--text-faint)',
        '&.Mui-error': { color: 'var(--danger-text)' },
      },
    },
  },
  MuiSelect: {
    styleOverrides: { select: { '&&': { minHeight: 28, display: 'flex', alignItems: 'center' } } },
  },
  MuiMenu: { styleOverrides: { paper: menu } },
  MuiMenuItem: {
    styleOverrides: { root: { ...option, '&.Mui-selected, &.Mui-focusVisible, &:hover': chosen } },
  },
  MuiAutocomplete: {
    // Within the page's landmarks, as everything on it.
    defaultProps: { autoHighlight: true, disablePortal: true },
    styleOverrides: {
      root: {
        '& .MuiOutlinedInput-root.MuiInputBase-sizeSmall': {
          padding: '0 39px 0 0',
          '& .MuiAutocomplete-input': { padding: '0 8px' },
        },
      },
      paper: menu,
      listbox: {
        maxHeight: 280,
        padding: '4px 0',
        '& .MuiAutocomplete-option': {
          ...option,
          '&.Mui-focused, &.Mui-focused[aria-selected="true"], &[aria-selected="true"]': chosen,
        },
      },
      noOptions: { fontSize: 13, padding: '5px 10px' },
    },
  },
};

/** Tables, tabs and their pages of the theme: ruled lines, 30 px rows, no stripes. */
import type { ThemeOptions } from '@mui/material/styles';
// Adds the names of react-admin's components to the theme's type.
import type {} from 'react-admin';

const head = {
  height: 'var(--head)',
  fontSize: 12,
  fontWeight: 560,
  fontStretch: '84%',
  color: 'var(--text-muted)',
  backgroundColor: 'var(--surface-sunk)',
  borderBottomColor: 'var(--line-strong)',
};

export const listComponents: ThemeOptions['components'] = {
  MuiTableCell: {
    styleOverrides: {
      root: {
        height: 'var(--row)',
        padding: '0 var(--cell)',
        fontSize: 13,
        lineHeight: 1.38,
        fontStretch: 'var(--fig)',
        whiteSpace: 'nowrap',
        borderBottomColor: 'var(--line)',
        '&.wrap': { whiteSpace: 'normal', minWidth: 130, lineHeight: 1.3, paddingTop: 5, paddingBottom: 5 },
      },
      sizeSmall: { padding: '0 var(--cell)' },
      head,
    },
  },
  MuiTableRow: {
    styleOverrides: {
      root: { '&.MuiTableRow-hover:hover': { backgroundColor: 'var(--surface-hover)' } },
    },
  },
  MuiTableSortLabel: {
    styleOverrides: { root: { '&:hover, &.Mui-active': { color: 'var(--text)' } }, icon: { fontSize: 14 } },
  },
  RaDataTable: {
    defaultProps: { bulkActionButtons: false },
    styleOverrides: {
      root: {
        '& .RaDataTable-tableWrapper': { overflowX: 'auto' },
        '& .RaDataTable-headerCell': { position: 'static', ...head },
      },
    },
  },
  MuiTablePagination: {
    styleOverrides: {
      root: { fontSize: 13, border: 0 },
      toolbar: { '&&': { minHeight: 44, paddingLeft: 0, paddingRight: 0 } },
      spacer: { display: 'none' },
      selectLabel: { fontSize: 13, color: 'var(--text-muted)' },
      displayedRows: { fontSize: 13, color: 'var(--text-muted)' },
    },
  },
  MuiTabs: {
    styleOverrides: {
      root: { minHeight: 34 },
      indicator: { height: 3, backgroundColor: 'var(--text)' },
    },
  },
  MuiTab: {
    styleOverrides: {
      root: {
        minHeight: 34,
        minWidth: 0,
        padding: '0 10px',
        fontSize: 13,
        fontWeight: 'var(--weight-text)',
        letterSpacing: 0,
        color: 'var(--text-muted)',
        '&:hover': { color: 'var(--text)' },
        '&.Mui-selected': { color: 'var(--text)', fontWeight: 600 },
        '& i': { fontStyle: 'normal', color: 'var(--text-faint)', marginLeft: 6 },
      },
    },
  },
};

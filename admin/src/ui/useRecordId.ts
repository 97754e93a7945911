import { useParams } from 'react-router';

/** The record's id in the address of its page. */
export function useRecordId(): string {
  return useParams().id ?? '';
}

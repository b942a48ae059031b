import { create } from 'zustand';

export type MappingTab = 'fields' | 'coverage' | 'table';
/** Which step is mapped, where in it one begins, and what is looked at. */
export type MappingPlace = { nodeId: string; path?: string; tab: MappingTab };

type State = { place: MappingPlace | undefined };

/** Where the mapping is open: inspector and fields open it, the dialog shows it. */
export const useMappingPlace = create<State>(() => ({ place: undefined }));

export const openMapping = (nodeId: string, more: { path?: string; tab?: MappingTab } = {}) =>
  useMappingPlace.setState({ place: { nodeId, tab: 'fields', ...more } });
export const closeMapping = () => useMappingPlace.setState({ place: undefined });

import type { TFunction } from 'i18next';
import type { VersionName } from './version-queries.ts';

/** What a version, or the draft, is called within a sentence. */
export function versionWord(name: VersionName, t: TFunction): string {
  return name === 'draft' ? t('versions.draft') : t('versions.version', { version: name });
}

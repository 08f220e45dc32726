import { rolesOf } from '../../shared/contracts/desks.ts';
import { rowsOf } from './route.ts';

/** Who keeps the directories: operations any, an office that of its own plans' city. */
const KEEPERS = [...rolesOf('OFFICE'), 'PLATFORM_OPS'] as const;

/** Directories of cities by version, made and published as plans are (R28, G1). */
// biome-ignore format: a table
export const directories = rowsOf('api-staff', 'staff', [
  { id: 'list-directory-versions', method: 'GET', path: '/v1/staff/directories',
    roles: KEEPERS, response: 'DirectoryVersionList',
    zh: '名录各版本', en: 'Versions of the directories', rules: ['R28', 'G1'] },
  { id: 'import-directory', method: 'POST', path: '/v1/staff/directories',
    roles: KEEPERS, body: 'DirectoryImportBody', response: 'DirectoryVersion',
    zh: '导入名录', en: 'A draft version from a JSON document', rules: ['R28', 'G1'] },
  { id: 'create-directory-version', method: 'POST', path: '/v1/staff/directories/{directoryCode}/versions',
    roles: KEEPERS, body: 'DirectoryVersionBody', response: 'DirectoryVersion',
    zh: '名录新建一版', en: 'A draft version from an older one', rules: ['R28', 'G1'] },
  { id: 'get-directory-version', method: 'GET', path: '/v1/staff/directories/{directoryCode}/versions/{directoryVersion}',
    roles: KEEPERS, response: 'DirectoryVersion',
    zh: '名录的一版', en: 'A version with its document, findings and history', rules: ['R28', 'G1'] },
  { id: 'save-directory-version', method: 'PUT', path: '/v1/staff/directories/{directoryCode}/versions/{directoryVersion}',
    roles: KEEPERS, body: 'DirectoryImportBody', response: 'DirectoryVersion',
    zh: '保存名录草稿', en: 'Save a draft version', rules: ['R28', 'G1'] },
  { id: 'list-directory-changes', method: 'GET', path: '/v1/staff/directories/{directoryCode}/versions/{directoryVersion}/changes',
    roles: KEEPERS, query: ['since'], response: 'ChangesOfDirectory',
    zh: '名录两版差异', en: 'What a version changes, in words', rules: ['R28', 'D26'] },
  { id: 'decide-directory-publication', method: 'POST', path: '/v1/staff/directories/{directoryCode}/versions/{directoryVersion}/publication',
    roles: KEEPERS, body: 'DirectoryPublicationBody', response: 'DirectoryVersion',
    zh: '发布名录（两人）', en: 'Propose, confirm or refuse that a version be published', rules: ['R28', 'G3', 'D26'] },
]);

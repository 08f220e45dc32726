import { ApiProblem } from '../../kit/client.ts';
import { toast } from '../../kit/notice.tsx';
import { saveLink } from '../../kit/save-link.ts';

/** Follows a short-lived link: the copy comes as a download, so the page stays. A refusal is told. */
export async function openLink(link: Promise<string>): Promise<void> {
  try {
    saveLink(await link);
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    toast(error.title);
  }
}

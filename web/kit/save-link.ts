/** Follows a link whose answer is an attachment. A click on a link of the page is no pop-up that a browser would stop. */
export function saveLink(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.rel = 'noopener';
  link.download = '';
  document.body.append(link);
  link.click();
  link.remove();
}
